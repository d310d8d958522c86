/// Puts selected nodes into a plan.
struct TransformPlanner {
    let graph: ProjectGraph
    let command: TransformPlan.Command
    let isFullRefresh: Bool

    func plan(_ selected: Set<NodeID>) -> TransformPlan {
        let kinds: Set<NodeID.Kind> =
            switch command {
            case .build, .compile: [.model, .test]
            case .run: [.model]
            case .test: [.test]
            }
        let chosen = graph.order.filter { selected.contains($0) && kinds.contains($0.kind) && isOwnStep($0) }
        let waits = waits(chosen)
        let steps = order(chosen, waits).compactMap { id -> TransformPlan.Step? in
            guard let node = graph.nodes[id] else { return nil }
            let action = action(node)
            return TransformPlan.Step(
                id: id, name: node.name, action: action,
                relation: action == .inline || action == .test ? nil : node.relation, after: (waits[id] ?? []).sorted())
        }
        return TransformPlan(command: command, steps: steps, isFullRefresh: isFullRefresh)
    }

    /// Whether something is done for a node itself: an ephemeral model is only a part of what reads it.
    private func isOwnStep(_ id: NodeID) -> Bool {
        id.kind == .test || command == .compile || graph.nodes[id]?.materialization != "ephemeral"
    }

    private func action(_ node: ProjectNode) -> TransformPlan.Action {
        if node.kind == .test { return .test }
        switch node.materialization {
        case "table": return .createTable
        case "ephemeral": return .inline
        case "incremental":
            let isFull = node.config.bool("full_refresh") ?? isFullRefresh
            return isFull ? .createTable : .updateTable(strategy: node.incrementalStrategy)
        default: return .createView
        }
    }

    /// For each chosen node the chosen ones that must be done before: the nearest above it, and in a build every test whose
    /// models are all above it, unless something that it waits for anyway waits for that test.
    private func waits(_ chosen: [NodeID]) -> [NodeID: Set<NodeID>] {
        let members = Set(chosen)
        var waits: [NodeID: Set<NodeID>] = [:]
        for id in chosen { waits[id] = nearest(above: id, in: members) }
        guard command == .build else { return waits }
        let above = Ancestors(graph, of: .model)
        let tests = chosen.filter { $0.kind == .test && !above.isEmpty($0) }
        for model in chosen where model.kind == .model {
            let parents = (waits[model] ?? []).filter { $0.kind == .model }
            for test in tests where above.of(test, areAbove: model) {
                if !parents.contains(where: { above.of(test, areAbove: $0) }) { waits[model, default: []].insert(test) }
            }
        }
        return waits
    }

    /// The chosen nodes that are reached upwards without passing another chosen one.
    private func nearest(above id: NodeID, in chosen: Set<NodeID>) -> Set<NodeID> {
        var found: Set<NodeID> = []
        var seen: Set<NodeID> = [id]
        var edge = graph.parents(of: id)
        while let next = edge.popLast() {
            guard seen.insert(next).inserted else { continue }
            if chosen.contains(next) { found.insert(next) } else { edge += graph.parents(of: next) }
        }
        return found
    }

    /// The chosen nodes, each behind what it waits for; otherwise in the graph's order, tests as soon as they can be run.
    private func order(_ chosen: [NodeID], _ waits: [NodeID: Set<NodeID>]) -> [NodeID] {
        let places = Dictionary(uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
        var missing = chosen.map { waits[$0]?.count ?? 0 }
        var followers: [[Int]] = Array(repeating: [], count: chosen.count)
        for (place, id) in chosen.enumerated() {
            for before in waits[id] ?? [] { if let index = places[before] { followers[index].append(place) } }
        }
        // Ready places, the next one last: models before tests, later ones before earlier ones.
        var ready: [Int] = []
        let rank = { (place: Int) in (chosen[place].kind == .test ? 0 : 1, place) }
        func insert(_ place: Int) {
            let position = ready.partitioningIndex { rank($0) < rank(place) }
            ready.insert(place, at: position)
        }
        for place in chosen.indices where missing[place] == 0 { insert(place) }
        var order: [NodeID] = []
        while let place = ready.popLast() {
            order.append(chosen[place])
            for follower in followers[place] {
                missing[follower] -= 1
                if missing[follower] == 0 { insert(follower) }
            }
        }
        return order
    }
}

extension Array {
    /// The first index whose element fulfils a condition that holds for all elements behind it too.
    fileprivate func partitioningIndex(where belongsBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension ProjectNode {
    /// How an incremental model takes in new rows: as configured, else by key where there is one.
    var incrementalStrategy: String {
        config.string("incremental_strategy") ?? (config.strings("unique_key").isEmpty ? "append" : "delete+insert")
    }
}
