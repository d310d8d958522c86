import JSON

/// Tells whether a node is meant by a term.
struct SelectorMethod {
    private let term: SelectorTerm
    private let project: String
    private let pattern: WildcardPattern

    init(_ term: SelectorTerm, project: String) {
        self.term = term
        self.project = project
        pattern = WildcardPattern(term.value)
    }

    func matches(_ node: ProjectNode) -> Bool {
        switch term.method {
        case "fqn": node.kind != .source && matchesName(node)
        case "tag": node.config.tags.contains(where: pattern.matches)
        case "source": node.kind == .source && matchesSource(node)
        case "path": matchesPath(node)
        case "file": matchesFile(node)
        case "config": matchesConfig(node)
        case "resource_type": node.kind.rawValue == term.value
        case "package": pattern.matches(project) || term.value == "this"
        case "test_name": matchesTestName(node)
        case "test_type": matchesTestType(node)
        default: false
        }
    }

    /// The last part of the full name, or the full name (with or without the project) from its beginning.
    private func matchesName(_ node: ProjectNode) -> Bool {
        if pattern.matches(node.name) || node.fullName.last.map(pattern.matches) == true { return true }
        let wanted = term.value.split(separator: ".", omittingEmptySubsequences: false).map {
            WildcardPattern(String($0))
        }
        return [node.fullName, Array(node.fullName.dropFirst())].contains { parts in
            parts.count >= wanted.count && zip(wanted, parts).allSatisfy { $0.matches($1) }
        }
    }

    /// `raw`, `raw.bike_trips`, `weir.raw.bike_trips`.
    private func matchesSource(_ node: ProjectNode) -> Bool {
        guard case .source(let table) = node.body else { return false }
        let wanted = term.value.split(separator: ".").map { WildcardPattern(String($0)) }
        switch wanted.count {
        case 1: return wanted[0].matches(table.sourceName)
        case 2: return wanted[0].matches(table.sourceName) && wanted[1].matches(table.name)
        case 3:
            return wanted[0].matches(project) && wanted[1].matches(table.sourceName) && wanted[2].matches(table.name)
        default: return false
        }
    }

    /// A file or a folder, from the project's folder or as messages show it.
    private func matchesPath(_ node: ProjectNode) -> Bool {
        let wanted = term.value.hasSuffix("/") ? String(term.value.dropLast()) : term.value
        return [node.path, node.shownPath].contains { path in
            if path == wanted || path.hasPrefix(wanted + "/") { return true }
            return !pattern.isLiteral && pattern.matches(path)
        }
    }

    private func matchesFile(_ node: ProjectNode) -> Bool {
        guard let name = node.path.split(separator: "/").last else { return false }
        return pattern.matches(name) || pattern.matches(name.prefix { $0 != "." })
    }

    private func matchesConfig(_ node: ProjectNode) -> Bool {
        var value: JSONValue? =
            term.argument == "materialized" && node.kind == .model ? .string(node.materialization) : nil
        for (depth, key) in (term.argument ?? "").split(separator: ".").map(String.init).enumerated()
        where value == nil || depth > 0 {
            value = depth == 0 ? node.config[key] : value?[key]
        }
        guard let value else { return false }
        return (value.array ?? [value]).contains { pattern.matches($0.string ?? $0.text()) }
    }

    private func matchesTestName(_ node: ProjectNode) -> Bool {
        if case .genericTest(let test) = node.body { return pattern.matches(test.properties.name) }
        return false
    }

    private func matchesTestType(_ node: ProjectNode) -> Bool {
        guard node.kind == .test else { return false }
        if case .genericTest = node.body { return ["generic", "data"].contains(term.value) }
        return ["singular", "data"].contains(term.value)
    }

    /// What the value could have been, for near misses.
    func candidates(_ graph: ProjectGraph) -> [String] {
        let nodes = Array(graph.nodes.values)
        let found: [String]
        switch term.method {
        case "tag": found = nodes.flatMap(\.config.tags)
        case "source":
            found = nodes.flatMap { node -> [String] in
                guard case .source(let table) = node.body else { return [] }
                return [table.sourceName, "\(table.sourceName).\(table.name)"]
            }
        case "path": found = nodes.flatMap { [$0.path, $0.shownPath] + Self.folders(of: $0.path) }
        case "file": found = nodes.compactMap { $0.path.split(separator: "/").last.map(String.init) }
        case "config": found = nodes.filter { $0.kind == .model }.map(\.materialization)
        case "resource_type": found = NodeID.Kind.allCases.map(\.rawValue)
        case "package": found = [project]
        case "test_type": found = ["generic", "singular", "data"]
        case "test_name":
            found = nodes.compactMap { if case .genericTest(let test) = $0.body { test.properties.name } else { nil } }
        default: found = nodes.filter { $0.kind == .model }.flatMap { [$0.name] + $0.fullName.dropFirst().dropLast() }
        }
        return Set(found).sorted()
    }

    private static func folders(of path: String) -> [String] {
        let parts = path.split(separator: "/").dropLast()
        return parts.indices.map { parts[...$0].joined(separator: "/") }
    }
}
