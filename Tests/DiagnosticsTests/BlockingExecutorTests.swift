import Diagnostics
import Foundation
import Testing

@Suite struct BlockingExecutorTests {
    actor Blocker {
        private let executor = BlockingExecutor(label: "test")
        nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
        private(set) var count = 0

        func wait(for semaphore: DispatchSemaphore) {
            semaphore.wait()
            count += 1
        }
    }

    @Test func blockedActorsLeaveTheCooperativePoolFree() async {
        let semaphore = DispatchSemaphore(value: 0)
        let blockers = (0..<30).map { _ in Blocker() }
        await withTaskGroup(of: Void.self) { group in
            for blocker in blockers { group.addTask { await blocker.wait(for: semaphore) } }
            // This task runs on the pool: were the pool blocked, nobody would ever signal.
            group.addTask { for _ in blockers { semaphore.signal() } }
        }
        for blocker in blockers { #expect(await blocker.count == 1) }
    }

    @Test func offloadedCallsReturnAndThrow() async throws {
        #expect(try await offload { 42 } == 42)
        await #expect(throws: WeirError("a", "b")) { try await offload { throw WeirError("a", "b") } }
    }
}
