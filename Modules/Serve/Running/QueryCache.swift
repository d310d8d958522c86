import Diagnostics
import Warehouse

/// The results of queries over one snapshot: a snapshot never changes, so neither does a result.
///
/// Views that ask for the same query at one time wait for one execution. With the first query of a newer snapshot the
/// results of older ones go.
actor QueryCache {
    struct Key: Hashable {
        let snapshot: String
        let text: String
        let bindings: [Value]
    }

    private var results: [Key: Task<Table, any Error>] = [:]
    private var order: [Key] = []
    private let limit: Int

    /// A cache of so many results.
    init(limit: Int = 200) { self.limit = limit }

    /// The result under a key; a failed execution is not kept.
    func table(_ key: Key, _ execute: @escaping @Sendable () async throws -> Table) async throws -> Table {
        if let known = results[key] { return try await known.value }
        makeRoom(for: key)
        let work = Task { try await execute() }
        results[key] = work
        order.append(key)
        do { return try await work.value } catch {
            results[key] = nil
            order.removeAll { $0 == key }
            throw error
        }
    }

    /// How many results there are.
    var count: Int { results.count }

    private func makeRoom(for key: Key) {
        let old = order.filter { $0.snapshot != key.snapshot }
        for key in old { results[key] = nil }
        order.removeAll { $0.snapshot != key.snapshot }
        while order.count >= limit { results[order.removeFirst()] = nil }
    }
}
