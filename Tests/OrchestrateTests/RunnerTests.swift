import Diagnostics
import DurableFiles
import Foundation
import Orchestrate
import RunStore
import Testing

@Suite struct RunnerTests {
    private let broken = WeirError("test.broken", "it broke", hint: "mend it")

    @Test func stepsRunOneAfterTheOtherAndAreKept() async throws {
        let fixture = try await OrchestrateFixture()
        let pipeline = Pipeline.test(.ingest("a"), .check("a.raw"), .publish)
        let outcome = try await fixture.runner { step, context in
            context.events.send(Event("inner", "inside", at: fixture.clock.now))
            return StepResult(rows: 3, artifacts: ["\(step.kind).json"], summary: "fine")
        }.run(pipeline, target: "dev", settings: RunSettings(from: "2024-05"))
        #expect(outcome.exitCode == 0 && outcome.failures.isEmpty)
        #expect(outcome.details.steps.map(\.status) == [.succeeded, .succeeded, .succeeded])
        #expect(outcome.details.steps[0].result == StepResult(rows: 3, artifacts: ["ingest.json"], summary: "fine"))
        #expect(
            fixture.story == [
                "run.started", "step.started ingest a", "inner ingest a", "step.finished ingest a succeeded",
                "step.started check a.raw", "inner check a.raw", "step.finished check a.raw succeeded",
                "step.started publish", "inner publish", "step.finished publish succeeded", "run.finished succeeded",
            ])
        #expect(Set(fixture.events.events.map(\.correlationID)) == [outcome.details.run.id.text])
    }

    @Test func aFailedIngestNeverLetsATransformRun() async throws {
        let fixture = try await OrchestrateFixture()
        let ran = Notes()
        let outcome = try await fixture.runner { [broken] step, _ in
            ran.add(step.name)
            if step.name == "ingest a" { throw broken }
            return StepResult()
        }.run(.test(.ingest("a"), .transform(select: "x"), .publish), target: "dev")
        #expect(ran.all == ["ingest a"])
        #expect(outcome.exitCode == 1)
        #expect(outcome.failures == [StepFailure(step: "ingest a", error: broken)])
        #expect(outcome.details.steps.map(\.status) == [.failed, .skipped, .skipped])
        #expect(outcome.details.steps.map(\.reason) == [nil, "step 'ingest a' failed", "step 'ingest a' failed"])
        #expect(
            outcome.details.run.error
                == KeptError(code: "test.broken", message: "step 'ingest a' failed: it broke", hint: "mend it"))
    }

    @Test func independentBranchesGoOn() async throws {
        let fixture = try await OrchestrateFixture()
        let pipeline = Pipeline.test(
            .ingest("a").atOnce, .ingest("b").atOnce, .check("a.raw").after("ingest a"), .publish.after("ingest b"),
            .notebook("eda"))
        let outcome = try await fixture.runner { [broken] step, _ in
            if step.name == "ingest a" { throw broken }
            return StepResult()
        }.run(pipeline, target: "dev")
        #expect(outcome.details.steps.map(\.status) == [.failed, .succeeded, .skipped, .succeeded, .skipped])
    }

    @Test func noMoreStepsRunAtOnceThanAllowed() async throws {
        let fixture = try await OrchestrateFixture()
        let notes = Notes()
        let (first, second) = (Gate(), Gate())
        let pipeline = Pipeline.test(.ingest("a").atOnce, .ingest("b").atOnce, .ingest("c").atOnce)
        // a and b wait for each other, which only works side by side; c would note itself too early if it ran with them.
        let outcome = try await fixture.runner(concurrency: 2) { step, _ in
            notes.add(step.subject)
            if step.subject == "a" {
                first.open()
                try await second.wait()
            } else if step.subject == "b" {
                try await first.wait()
                second.open()
            }
            notes.add(step.subject + " done")
            return StepResult()
        }.run(pipeline, target: "dev")
        #expect(outcome.exitCode == 0)
        let place = { (word: String) in notes.all.firstIndex(of: word) ?? -1 }
        #expect(place("c") > min(place("a done"), place("b done")))
    }

    @Test func anInvalidPipelineRunsNothingAndKeepsNothing() async throws {
        let fixture = try await OrchestrateFixture()
        let runner = fixture.runner { _, _ in StepResult() }
        await #expect(throws: WeirError.self) {
            _ = try await runner.run(.test(.ingest("a"), .ingest("x")), target: "dev")
        }
        #expect(try await fixture.store.runs().isEmpty)
        #expect(fixture.story.isEmpty)
    }

    @Test func anInterruptEndsRunningStepsAndBeginsNoMore() async throws {
        let fixture = try await OrchestrateFixture()
        let (started, never) = (Gate(), Gate())
        let runner = fixture.runner { step, _ in
            started.open()
            try await never.wait()
            return StepResult()
        }
        let task = Task { try await runner.run(.test(.ingest("a"), .publish), target: "dev") }
        try await started.wait()
        task.cancel()
        let outcome = try await task.value
        #expect(outcome.exitCode == 130)
        #expect(outcome.details.run.status == .interrupted)
        #expect(outcome.details.steps.map(\.status) == [.cancelled, .skipped])
        #expect(outcome.details.steps[1].reason == "the run was interrupted")
        #expect(fixture.story.last == "run.finished interrupted")
    }

    @Test func aStepThatEndsDespiteAnInterruptHasSucceeded() async throws {
        let fixture = try await OrchestrateFixture()
        let (started, never) = (Gate(), Gate())
        let runner = fixture.runner { step, _ in
            started.open()
            try? await never.wait()
            return StepResult()
        }
        let task = Task { try await runner.run(.test(.ingest("a")), target: "dev") }
        try await started.wait()
        task.cancel()
        #expect(try await task.value.exitCode == 0)
    }

    @Test func twoRunsOfOneTargetQueueAndTheSecondSaysForWhom() async throws {
        let fixture = try await OrchestrateFixture()
        let lock = try LockFile.acquire(at: fixture.folder.file("locks/dev.lock"), command: "weir run weather")
        let runner = fixture.runner(events: ReleasingSink(lock)) { _, _ in StepResult() }
        let refused = try await #require(throws: WeirError.self) {
            _ = try await runner.run(.test(.publish), target: "dev", waits: false)
        }
        #expect(refused.code == "run.target_busy" && refused.isRetryable)
        #expect(refused.message.contains("weir run weather"))
        #expect(try await runner.run(.test(.publish), target: "lite", waits: false).exitCode == 0)
        #expect(try await runner.run(.test(.publish), target: "dev").exitCode == 0)
        let waiting = fixture.events.events.filter { $0.name == "run.waiting" }
        #expect(waiting.count == 1 && waiting[0].message.contains("weir run weather"))
    }

    @Test func aStoreThatFailsEndsTheRunWithItsError() async throws {
        let fixture = try await OrchestrateFixture()
        let store = fixture.store
        let runner = fixture.runner { _, _ in
            _ = try await store.read("pragma max_page_count = 1")
            return StepResult(summary: String(repeating: "x", count: 100_000))
        }
        let error = try await #require(throws: WeirError.self) {
            _ = try await runner.run(.test(.publish), target: "dev")
        }
        #expect(error.code.rawValue == "engine.disk_full")
    }
}

/// Releases a lock as soon as somebody says that it waits for it.
private struct ReleasingSink: EventSink {
    let lock: LockFile
    init(_ lock: LockFile) { self.lock = lock }
    func send(_ event: Event) { if event.name == "run.waiting" { lock.release() } }
}
