import Diagnostics

/// Finds the nodes that a selection means in a graph.
struct NodeSelector {
    let graph: ProjectGraph
    let project: String

    /// The selected nodes; throws for terms that are no terms, and for terms that mean nothing, with the nearest name.
    func nodes(_ selection: TransformSelection) throws -> Set<NodeID> {
        let included = try selection.select.isEmpty ? Set(graph.nodes.keys) : evaluate(selection.select, selection)
        let excluded = try selection.exclude.isEmpty ? [] : evaluate(selection.exclude, selection)
        return included.subtracting(excluded)
    }

    private func evaluate(_ texts: [String], _ selection: TransformSelection) throws -> Set<NodeID> {
        var united: Set<NodeID> = []
        var errors: [WeirError] = []
        for part in texts.flatMap({ $0.split(whereSeparator: \.isWhitespace) }) {
            do throws(WeirError) {
                united.formUnion(try intersection(String(part), selection))
            } catch {
                errors.append(error)
            }
        }
        try WeirErrors.throwIfAny(errors)
        return united
    }

    private func intersection(_ text: String, _ selection: TransformSelection) throws(WeirError) -> Set<NodeID> {
        var result: Set<NodeID>?
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let term = try SelectorTerm(String(part))
            let matched = try matched(term)
            let reached = withTests(reach(matched, term), selection.indirect)
            result = result.map { $0.intersection(reached) } ?? reached
        }
        return result ?? []
    }

    private func matched(_ term: SelectorTerm) throws(WeirError) -> Set<NodeID> {
        let found = graph.nodes.values.filter { SelectorMethod(term, project: project).matches($0) }
        if found.isEmpty {
            throw .nothingSelected(term, known: SelectorMethod(term, project: project).candidates(graph))
        }
        return Set(found.map(\.id))
    }

    private func reach(_ nodes: Set<NodeID>, _ term: SelectorTerm) -> Set<NodeID> {
        var result = nodes
        if let steps = term.parents { result.formUnion(graph.reachable(from: nodes, up: true, steps: steps)) }
        if let steps = term.children { result.formUnion(graph.reachable(from: nodes, up: false, steps: steps)) }
        if term.withAncestorsOfChildren {
            result.formUnion(graph.reachable(from: nodes, up: false))
            result.formUnion(graph.reachable(from: result, up: true))
        }
        return result
    }

    private func withTests(_ nodes: Set<NodeID>, _ indirect: TransformSelection.Indirect) -> Set<NodeID> {
        let allowed: Set<NodeID>
        switch indirect {
        case .empty: return nodes
        case .eager, .cautious: allowed = nodes
        case .buildable: allowed = nodes.union(graph.reachable(from: nodes, up: true))
        }
        let tests = nodes.flatMap { graph.children(of: $0) }.filter { $0.kind == .test }.filter { test in
            indirect == .eager || graph.parents(of: test).allSatisfy(allowed.contains)
        }
        return nodes.union(tests)
    }
}
