import Diagnostics

/// The words that select models: a name, a folder, `tag:x`, with `+` or a number and `+` for what is around.
struct LineageSelection {
    let lineage: Lineage

    /// The nodes that any of the terms means, those above first, otherwise by name.
    func nodes(_ terms: [String]) throws -> [Lineage.Node] {
        var found: Set<String> = []
        for term in terms.flatMap({ $0.split(whereSeparator: \.isWhitespace).map(String.init) }) {
            found.formUnion(try names(term))
        }
        return ordered(found).compactMap { lineage.nodes[$0] }
    }

    private func names(_ term: String) throws -> Set<String> {
        guard let match = term.wholeMatch(of: /(?:(\d*)(\+))?([^+]+)(?:(\+)(\d*))?/) else { throw error(term) }
        let start = Set(lineage.nodes.values.filter { means(String(match.3), $0) }.map(\.name))
        guard !start.isEmpty else { throw error(term) }
        var found = start
        if match.2 != nil {
            found.formUnion(reach(start, match.1.flatMap { Int($0) }) { lineage.nodes[$0]?.parents ?? [] })
        }
        if match.4 != nil { found.formUnion(reach(start, match.5.flatMap { Int($0) }, lineage.children)) }
        return found
    }

    private func means(_ word: String, _ node: Lineage.Node) -> Bool {
        if word.hasPrefix("tag:") { return node.tags.contains(String(word.dropFirst(4))) }
        let plain = word.replacing("source:", with: "").replacing("path:", with: "")
        let folders = node.file.split(separator: "/").dropLast().map(String.init)
        return node.name == plain || node.relation == plain || folders.contains(plain) || node.file == plain
    }

    private func reach(_ start: Set<String>, _ steps: Int?, _ next: (String) -> [String]) -> Set<String> {
        var (found, edge, step): (Set<String>, Set<String>, Int) = ([], start, 0)
        while !edge.isEmpty, step < steps ?? .max {
            edge = Set(edge.flatMap(next)).subtracting(found).filter { lineage.nodes[$0] != nil }
            found.formUnion(edge)
            step += 1
        }
        return found
    }

    private func ordered(_ names: Set<String>) -> [String] {
        var (order, rest): ([String], [String]) = ([], names.sorted())
        var placed: Set<String> = []
        while !rest.isEmpty {
            let ready = rest.filter { name in
                lineage.nodes[name]?.parents.allSatisfy { !names.contains($0) || placed.contains($0) } ?? true
            }
            // A circle cannot be ordered; what is in it comes by name.
            let next = ready.isEmpty ? rest : ready
            order += next
            placed.formUnion(next)
            rest.removeAll { placed.contains($0) }
        }
        return order
    }

    private func error(_ term: String) -> WeirError {
        .nothingSelected(term, known: lineage.nodes.keys.sorted())
    }
}
