import Diagnostics
import Project
import SQLiteEngine
import Synchronization
import Testing

@testable import WeirCommand

@Suite struct WarehouseLeaseTests {
    /// An opening that goes on until `finish`, or until it is cancelled.
    private final class SlowOpening: Sendable {
        private let (waits, waiting) = AsyncStream.makeStream(of: Void.self)
        let opened = Atomic(0)
        let closed = Atomic(0)

        func finish() { waiting.finish() }

        func open() async throws -> OpenWarehouse {
            for await _ in waits {}
            try Task.checkCancellation()
            opened.add(1, ordering: .relaxed)
            return OpenWarehouse(engine: try await SQLite.open()) { self.closed.add(1, ordering: .relaxed) }
        }
    }

    /// Two tasks that wait for one opening.
    private func waiters(_ lease: WarehouseLease, _ opening: SlowOpening) async throws -> [Task<
        OpenWarehouse, any Error
    >] {
        let tasks = (0..<2).map { _ in Task { try await lease.acquire { try await opening.open() } } }
        try await waitUntil("two tasks wait for the opening") { await lease.users == 2 }
        return tasks
    }

    @Test func whoIsCancelledDoesNotTakeTheWarehouseFromTheOthers() async throws {
        let (lease, opening) = (WarehouseLease(), SlowOpening())
        let tasks = try await waiters(lease, opening)
        tasks[0].cancel()
        opening.finish()
        #expect(try await tasks[1].value.engine is SQLite)
        _ = await tasks[0].result
        #expect(opening.opened.load(ordering: .relaxed) == 1)
        for _ in tasks { await lease.release() }
        #expect(opening.closed.load(ordering: .relaxed) == 1)
    }

    @Test func anOpeningThatNobodyWaitsForStops() async throws {
        let (lease, opening) = (WarehouseLease(), SlowOpening())
        let tasks = try await waiters(lease, opening)
        for task in tasks { task.cancel() }
        for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
        #expect(await lease.users == 0)
        #expect(opening.opened.load(ordering: .relaxed) == 0)
    }
}
