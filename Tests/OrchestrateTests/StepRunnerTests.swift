import Diagnostics
import Foundation
import Orchestrate
import RunStore
import Testing

@Suite struct StepRunnerTests {
    private let flaky = WeirError("test.flaky", "no answer", isRetryable: true)

    @Test func aRetryableErrorIsTriedAgainAfterGrowingPauses() async throws {
        let clock = ManualClock()
        let fixture = try await OrchestrateFixture(clock: clock)
        let outcome = try await fixture.runner { [flaky] _, context in
            if context.attempt < 4 { throw flaky }
            return StepResult(rows: 1)
        }.run(.test(.ingest("a").attempts(4, firstPauseSeconds: 8)), target: "dev")
        #expect(outcome.exitCode == 0)
        // Chance takes nothing away.
        #expect(clock.waitsSeconds == [8, 16, 32])
        let step = outcome.details.steps[0]
        #expect(step.attempts.map(\.status) == [.failed, .failed, .failed, .succeeded])
        #expect(step.attempts[0].error == KeptError(code: "test.flaky", message: "no answer"))
        #expect(fixture.story.filter { $0.hasPrefix("step.retry") }.count == 3)
        #expect(step.startedAt == Date(timeIntervalSince1970: 1_717_200_000))
        #expect(step.finishedAt == Date(timeIntervalSince1970: 1_717_200_056))
    }

    @Test func theLastAttemptsErrorStands() async throws {
        let fixture = try await OrchestrateFixture()
        let outcome = try await fixture.runner { [flaky] _, _ in throw flaky }
            .run(.test(.ingest("a").attempts(2)), target: "dev")
        #expect(outcome.failures == [StepFailure(step: "ingest a", error: flaky)])
        #expect(outcome.details.steps[0].attempts.count == 2)
    }

    @Test func aTerminalErrorIsTriedOnce() async throws {
        let fixture = try await OrchestrateFixture()
        let outcome = try await fixture.runner { _, _ in throw WeirError("test.terminal", "wrong password") }
            .run(.test(.ingest("a").attempts(5)), target: "dev")
        #expect(outcome.details.steps[0].attempts.count == 1)
    }

    @Test func aStepThatTakesTooLongIsCancelledAndSaysSo() async throws {
        let fixture = try await OrchestrateFixture()
        let ended = Notes()
        let outcome = try await fixture.runner { _, _ in
            do { try await Gate().wait() } catch {
                ended.add("cancelled")
                throw error
            }
            return StepResult()
        }.run(.test(.ingest("a").timeout(seconds: 90).attempts(1)), target: "dev")
        #expect(ended.all == ["cancelled"])
        #expect(outcome.details.run.status == .failed)
        #expect(outcome.failures.first?.error.message == "step 'ingest a' took longer than 90 s")
        #expect(outcome.failures.first?.error.isRetryable == true)
    }

    @Test func anInterruptDuringThePauseEndsTheStepAsCancelled() async throws {
        let clock = SteppedClock()
        let fixture = try await OrchestrateFixture(clock: clock)
        let runner = fixture.runner { [flaky] _, _ in throw flaky }
        let task = Task { try await runner.run(.test(.ingest("a"), .publish), target: "dev") }
        await clock.waitForSleeper()
        task.cancel()
        let outcome = try await task.value
        #expect(outcome.details.run.status == .interrupted)
        #expect(outcome.details.steps.map(\.status) == [.cancelled, .skipped])
        #expect(outcome.details.steps[0].attempts.map(\.status) == [.failed])
    }

    @Test func aStepThatWasInterruptedFromOutsideInterruptsTheRun() async throws {
        let fixture = try await OrchestrateFixture()
        let outcome = try await fixture.runner { _, _ in throw WeirError.interrupted }
            .run(.test(.ingest("a"), .publish), target: "dev")
        #expect(outcome.exitCode == 130)
        #expect(outcome.details.steps.map(\.status) == [.cancelled, .skipped])
    }
}
