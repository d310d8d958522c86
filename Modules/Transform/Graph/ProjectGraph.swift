import Diagnostics

/// The nodes of a project and who reads whom.
public struct ProjectGraph: Sendable {
    /// The nodes by unique name.
    public let nodes: [NodeID: ProjectNode]
    /// All nodes, each behind everything that it reads; of those that may come next the first by name.
    public let order: [NodeID]
    private let children: [NodeID: [NodeID]]

    /// A graph of these nodes; throws one error for each circle.
    init(_ nodes: [ProjectNode]) throws {
        let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.nodes = byID
        var children: [NodeID: [NodeID]] = [:]
        for node in nodes { for parent in node.parents { children[parent, default: []].append(node.id) } }
        self.children = children.mapValues { $0.sorted() }
        order = try Self.sorted(byID, self.children)
    }

    /// What reads this node directly, by name.
    public func children(of id: NodeID) -> [NodeID] { children[id] ?? [] }

    /// What this node reads directly.
    public func parents(of id: NodeID) -> [NodeID] { nodes[id]?.parents ?? [] }

    /// Everything above (`parents`) or below these nodes, up to a number of steps; without the nodes themselves, unless one
    /// is reached from another.
    func reachable(from starts: Set<NodeID>, up: Bool, steps: Int = .max) -> Set<NodeID> {
        var found: Set<NodeID> = []
        var edge = starts
        var step = 0
        while !edge.isEmpty, step < steps {
            let next = edge.flatMap { up ? parents(of: $0) : children(of: $0) }
            edge = Set(next).subtracting(found)
            found.formUnion(edge)
            step += 1
        }
        return found
    }

    private static func sorted(
        _ nodes: [NodeID: ProjectNode], _ children: [NodeID: [NodeID]]
    ) throws -> [NodeID] {
        var waiting = nodes.mapValues { node in node.parents.count { nodes[$0] != nil } }
        var ready = waiting.filter { $0.value == 0 }.keys.sorted()
        var order: [NodeID] = []
        while let id = ready.first {
            ready.removeFirst()
            order.append(id)
            for child in children[id] ?? [] {
                waiting[child, default: 0] -= 1
                guard waiting[child] == 0 else { continue }
                ready.insert(child, at: ready.firstIndex { child < $0 } ?? ready.endIndex)
            }
        }
        if order.count < nodes.count { try WeirErrors.throwIfAny(circles(nodes, Set(nodes.keys).subtracting(order))) }
        return order
    }

    /// One error for each circle among the nodes that could not be put into an order.
    private static func circles(_ nodes: [NodeID: ProjectNode], _ stuck: Set<NodeID>) -> [WeirError] {
        var errors: [WeirError] = []
        var seen: Set<NodeID> = []
        for start in stuck.sorted() where !seen.contains(start) {
            var path: [NodeID] = []
            var next: NodeID? = start
            while let id = next, !path.contains(id), !seen.contains(id) {
                path.append(id)
                next = nodes[id]?.parents.filter { stuck.contains($0) }.min()
            }
            if let id = next, let first = path.firstIndex(of: id), let node = nodes[id] {
                errors.append(.circle(Array((path[first...] + [id]).reversed()), nodes, at: node.location))
            }
            seen.formUnion(path)
        }
        return errors
    }
}
