/// The graph of sources and models, drawn from left to right: a node stands right of everything that it reads.
///
/// A connection over several columns gets a place of its own in each column between, so that it passes beside the boxes
/// there and not behind them.
struct LineageDrawing {
    /// What takes a place in a column: a box, or the way of a connection through it.
    private enum Item: Hashable {
        case node(String)
        case way(from: String, to: String)
    }

    private struct Place {
        let column: Int
        let row: Int
    }

    private static let (boxHeight, gapX, gapY) = (40, 30, 12)
    /// The room that a card of a wide page has; boxes share it, down to what a name needs.
    private static let roomPixels = 1070

    private let nodes: [Manifest.Node]
    private let depths: [String: Int]
    private var columns: [[Item]] = []
    private var places: [Item: Place] = [:]

    init(_ manifest: Manifest) {
        nodes = manifest.nodes.values.sorted { $0.id < $1.id }
        var depths: [String: Int] = [:]
        for node in nodes { _ = Self.depth(of: node, in: manifest, &depths, path: []) }
        self.depths = depths
        var layers = [[Item]](repeating: [], count: (depths.values.max() ?? -1) + 1)
        for node in nodes {
            let depth = depths[node.id] ?? 0
            layers[depth].append(.node(node.id))
            for parent in node.parents {
                for column in ((depths[parent] ?? 0) + 1)..<max(depth, (depths[parent] ?? 0) + 1) {
                    layers[column].append(.way(from: parent, to: node.id))
                }
            }
        }
        for layer in layers { arrange(layer, manifest) }
    }

    /// The longest way from a source; a circle, which a built project cannot have, is cut.
    private static func depth(
        of node: Manifest.Node, in manifest: Manifest, _ depths: inout [String: Int], path: Set<String>
    ) -> Int {
        if let known = depths[node.id] { return known }
        guard !path.contains(node.id) else { return 0 }
        var depth = 0
        for parent in node.parents.compactMap({ manifest.nodes[$0] }) {
            depth = max(depth, Self.depth(of: parent, in: manifest, &depths, path: path.union([node.id])) + 1)
        }
        depths[node.id] = depth
        return depth
    }

    /// Rows by the middle of what a place is connected with on its left, so that few lines cross.
    private mutating func arrange(_ layer: [Item], _ manifest: Manifest) {
        let middles = layer.map { item in
            let rows = before(item, manifest).compactMap { places[$0]?.row }
            return rows.isEmpty ? 0 : Double(rows.reduce(0, +)) / Double(rows.count)
        }
        let order = layer.indices.sorted { (middles[$0], $0) < (middles[$1], $1) }
        for (row, index) in order.enumerated() { places[layer[index]] = Place(column: columns.count, row: row) }
        columns.append(order.map { layer[$0] })
    }

    /// What a place is connected with in the column to its left.
    private func before(_ item: Item, _ manifest: Manifest) -> [Item] {
        switch item {
        case .node(let id):
            (manifest.nodes[id]?.parents ?? []).map { parent in
                (depths[id] ?? 0) - (depths[parent] ?? 0) > 1 ? .way(from: parent, to: id) : .node(parent)
            }
        case .way(let parent, _):
            (depths[parent] ?? 0) == columns.count - 1 ? [.node(parent)] : [item]
        }
    }

    private var boxWidth: Int {
        let count = max(1, columns.count)
        return max(146, min(190, (Self.roomPixels - (count - 1) * Self.gapX) / count))
    }

    private var rowCount: Int { columns.map(\.count).max() ?? 0 }

    private func y(_ column: Int, _ row: Int) -> Int {
        row * (Self.boxHeight + Self.gapY) + (rowCount - columns[column].count) * (Self.boxHeight + Self.gapY) / 2 + 1
    }

    private func x(_ column: Int) -> Int { column * (boxWidth + Self.gapX) + 1 }

    private func row(_ item: Item, in column: Int) -> Int? { columns[column].firstIndex(of: item) }

    /// The drawing, which scrolls inside of its card where the page is narrow.
    var markup: Markup {
        guard !nodes.isEmpty else { return "" }
        let width = columns.count * (boxWidth + Self.gapX) - Self.gapX + 2
        let height = rowCount * (Self.boxHeight + Self.gapY) - Self.gapY + 2
        let lines: [Markup] = nodes.flatMap { node in node.parents.compactMap { line(from: $0, to: node.id) } }
        let boxes: [Markup] = nodes.compactMap(box)
        let label = "Lineage: \(nodes.count) sources and models, \(lines.count) connections, from left to right"
        return """
            <figure class="card lineage" id="lineage" data-block><figcaption><div><h3>Lineage</h3>\
            <p>From the sources on the left to what is published on the right</p></div></figcaption>\
            <div class="scroll" tabindex="0"><svg width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            role="img" aria-label="\(label)">\(lines)\(boxes)</svg></div></figure>
            """
    }

    private func line(from parent: String, to child: String) -> Markup? {
        guard let start = places[.node(parent)], let end = places[.node(child)], start.column < end.column else {
            return nil
        }
        var path = "M\(x(start.column) + boxWidth) \(y(start.column, start.row) + Self.boxHeight / 2)"
        for column in (start.column + 1)...end.column {
            let item: Item = column == end.column ? .node(child) : .way(from: parent, to: child)
            guard let row = row(item, in: column) else { return nil }
            let (right, middle) = (x(column), y(column, row) + Self.boxHeight / 2)
            let bend = right - Self.gapX / 2
            let from = path.split(separator: " ").last ?? ""
            path += " C\(bend) \(from) \(bend) \(middle) \(right) \(middle)"
            if column != end.column { path += " L\(right + boxWidth) \(middle)" }
        }
        return "<path class=\"edge\" d=\"\(path)\"/>"
    }

    private func box(_ node: Manifest.Node) -> Markup? {
        guard let place = places[.node(node.id)] else { return nil }
        let (x, y) = (x(place.column), y(place.column, place.row))
        let kind = node.kind == "source" ? "source" : node.schema
        let name = node.name.count > 21 ? node.name.prefix(20) + "…" : node.name
        return """
            <g class="node \(kind)"><title>\(node.schema).\(node.name) (\(node.kind))</title>\
            <rect x="\(x)" y="\(y)" width="\(boxWidth)" height="\(Self.boxHeight)" rx="6"/>\
            <text x="\(x + 10)" y="\(y + 17)">\(name)</text>\
            <text class="schema" x="\(x + 10)" y="\(y + 31)">\(node.schema) · \(node.kind)</text></g>
            """
    }
}
