import Diagnostics
import Foundation
import Testing

@Suite struct WallClockTests {
    @Test func sleepingMovesTheManualClockAndIsRecorded() async throws {
        let clock = ManualClock(Date(timeIntervalSince1970: 100))
        try await clock.sleep(seconds: 30)
        clock.advance(seconds: 5)
        #expect(clock.now == Date(timeIntervalSince1970: 135))
        #expect(clock.waitsSeconds == [30])
    }

    @Test func aCancelledTaskDoesNotSleep() async {
        let clock = ManualClock()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await clock.sleep(seconds: 10)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
