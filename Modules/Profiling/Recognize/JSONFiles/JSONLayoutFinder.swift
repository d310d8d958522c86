/// Finds the records in an outline of a JSON document.
struct JSONLayoutFinder {
    struct Finding {
        var layout: JSONFormat.Layout
        var path: [String]
        var reason: String
        var others: [[String]] = []
        /// For one array a field: the fields in order.
        var fields: [String] = []
    }

    let root: JSONOutline

    /// - Parameter chosen: the path that a person named.
    func find(chosen: [String]? = nil) -> Finding? {
        if let chosen { return node(at: chosen).flatMap { layout(of: $0, at: chosen) } }
        if root.isArray { return layout(of: root, at: []) }
        guard root.isObject else { return nil }
        if root.members["type"] != nil, let features = root.members["features"], features.isArray {
            return Finding(layout: .features, path: ["features"], reason: "the document is a GeoJSON collection")
        }
        let found = candidates(root, path: []).sorted { $0.bytes > $1.bytes }
        guard var best = found.first?.finding else { return nil }
        best.others = found.dropFirst().prefix(4).map(\.finding.path)
        if !best.others.isEmpty { best.reason += ", the largest of \(found.count)" }
        return best
    }

    private func node(at path: [String]) -> JSONOutline? {
        path.reduce(root) { node, key in node?.members[key] }
    }

    private func layout(of node: JSONOutline, at path: [String]) -> Finding? {
        let place = path.isEmpty ? "the document" : "the value there"
        if node.isArray, let elements = node.elements {
            if elements.holdsObjects {
                return Finding(layout: .records, path: path, reason: "\(place) is an array of objects")
            }
            if elements.isArray {
                return Finding(layout: .rows, path: path, reason: "\(place) is an array of arrays")
            }
            return elements.holdsScalars
                ? Finding(layout: .records, path: path, reason: "\(place) is an array of values") : nil
        }
        if let fields = parallel(node) {
            return Finding(
                layout: .columns, path: path, reason: "\(fields.count) arrays of one length stand side by side",
                fields: fields)
        }
        if isKeyed(node) {
            return Finding(layout: .keyed, path: path, reason: "\(place) has an object under each of its keys")
        }
        return nil
    }

    private func candidates(
        _ node: JSONOutline, path: [String]
    ) -> [(bytes: Int, finding: Finding)] {
        guard path.count <= 5 else { return [] }
        if !path.isEmpty || !node.isArray, let finding = layout(of: node, at: path) {
            // A list of plain values is the records only where nothing else is.
            let isPlain = finding.layout == .records && node.elements?.holdsObjects != true
            return [(isPlain ? node.bytes / 100 : node.bytes, finding)]
        }
        guard node.isObject else { return [] }
        return node.keys.flatMap { key in
            node.members[key].map { candidates($0, path: path + [key]) } ?? []
        }
    }

    /// The keys of arrays of plain values with one length, of at least two.
    private func parallel(_ node: JSONOutline) -> [String]? {
        guard node.isObject else { return nil }
        let arrays = node.keys.filter { key in
            guard let member = node.members[key] else { return false }
            return member.isArray && member.longest > 1 && member.elements?.holdsScalars == true
        }
        let lengths = Dictionary(grouping: arrays) { node.members[$0]?.longest ?? 0 }
        guard let same = lengths.max(by: { $0.value.count < $1.value.count })?.value, same.count > 1 else { return nil }
        return same
    }

    /// Whether the values of an object are objects that look like one another.
    private func isKeyed(_ node: JSONOutline) -> Bool {
        guard node.isObject, node.keys.count >= 3 else { return false }
        let members = node.keys.compactMap { node.members[$0] }
        guard members.allSatisfy(\.isObject), let first = members.first, !first.keys.isEmpty else { return false }
        let alike = members.count { member in
            let common = Set(member.keys).intersection(first.keys).count
            return common * 2 >= max(member.keys.count, first.keys.count)
        }
        return alike * 10 >= members.count * 8
    }
}
