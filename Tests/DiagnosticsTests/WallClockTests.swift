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

    @Test func aStandingClockGoesOnByWhatSomebodyWaited() async throws {
        let clock = StandingClock(Date(timeIntervalSince1970: 100))
        let begun = ContinuousClock.now
        #expect(clock.now == Date(timeIntervalSince1970: 100))
        try await clock.sleep(seconds: 0.05)
        #expect(ContinuousClock.now - begun >= .milliseconds(50))
        #expect(clock.now == Date(timeIntervalSince1970: 100.05))
        try await clock.sleep(until: Date(timeIntervalSince1970: 10))
        #expect(clock.now == Date(timeIntervalSince1970: 100.05))
    }

    @Test func aWaitOnAStandingClockThatIsCancelledDoesNotMoveIt() async throws {
        let clock = StandingClock(Date(timeIntervalSince1970: 100))
        let task = Task { try await clock.sleep(seconds: 1000) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(clock.now == Date(timeIntervalSince1970: 100))
    }
}
