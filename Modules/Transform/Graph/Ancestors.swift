/// For every node of a graph the nodes of one kind above it, as bits: many comparisons cost little.
struct Ancestors {
    private var places: [NodeID: Int] = [:]
    private var bits: [NodeID: [UInt64]] = [:]

    init(_ graph: ProjectGraph, of kind: NodeID.Kind) {
        for id in graph.order where id.kind == kind { places[id] = places.count }
        let empty = [UInt64](repeating: 0, count: places.count / 64 + 1)
        for id in graph.order {
            var own = empty
            for parent in graph.parents(of: id) {
                if let inherited = bits[parent] { for word in own.indices { own[word] |= inherited[word] } }
                if let place = places[parent] { own[place / 64] |= 1 << UInt64(place % 64) }
            }
            bits[id] = own
        }
    }

    /// Whether nothing is above a node.
    func isEmpty(_ id: NodeID) -> Bool { bits[id]?.allSatisfy { $0 == 0 } ?? true }

    /// Whether everything above `id` is above `other` too.
    func of(_ id: NodeID, areAbove other: NodeID) -> Bool {
        guard let inner = bits[id], let outer = bits[other] else { return false }
        for word in inner.indices where inner[word] & ~outer[word] != 0 { return false }
        return true
    }
}
