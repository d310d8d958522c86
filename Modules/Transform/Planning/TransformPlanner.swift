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
        let chosen = selected.filter { kinds.contains($0.kind) }
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
    /// models are all above it.
    private func waits(_ chosen: Set<NodeID>) -> [NodeID: Set<NodeID>] {
        var waits: [NodeID: Set<NodeID>] = [:]
        for id in chosen { waits[id] = nearest(above: id, in: chosen) }
        guard command == .build else { return waits }
        let above = Dictionary(uniqueKeysWithValues: chosen.map { ($0, graph.reachable(from: [$0], up: true)) })
        for test in chosen where test.kind == .test {
            guard let tested = above[test]?.filter({ $0.kind == .model }), !tested.isEmpty else { continue }
            for model in chosen where model.kind == .model && tested.isSubset(of: above[model] ?? []) {
                waits[model, default: []].insert(test)
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
    private func order(_ chosen: Set<NodeID>, _ waits: [NodeID: Set<NodeID>]) -> [NodeID] {
        var left = graph.order.filter(chosen.contains)
        var done: Set<NodeID> = []
        var order: [NodeID] = []
        while !left.isEmpty {
            let ready = { (id: NodeID) in (waits[id] ?? []).isSubset(of: done) }
            guard let place = left.firstIndex(where: { $0.kind == .test && ready($0) }) ?? left.firstIndex(where: ready)
            else {
                return order + left
            }
            let id = left.remove(at: place)
            done.insert(id)
            order.append(id)
        }
        return order
    }
}

extension ProjectNode {
    /// How an incremental model takes in new rows: as configured, else by key where there is one.
    var incrementalStrategy: String {
        config.string("incremental_strategy") ?? (config.strings("unique_key").isEmpty ? "append" : "delete+insert")
    }
}
