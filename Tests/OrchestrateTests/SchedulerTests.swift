import Diagnostics
import DurableFiles
import Foundation
import Orchestrate
import RunStore
import Testing

/// The clock of every test stands at 2024-06-01 00:00 UTC; the pipeline runs at 06:00 and at 18:00.
@Suite struct SchedulerTests {
    private static let schedule = Schedule.cron("0 6,18 * * *")
    private let pipeline = Pipeline.test(.ingest("a"), schedule: schedule)
    private let clock = SteppedClock()
    private let awaited = AwaitedEvents()

    private func hour(_ hours: Double) -> Date { Date(timeIntervalSince1970: 1_717_200_000 + hours * 3600) }

    private func scheduler(
        _ fixture: OrchestrateFixture, catchesUp: Bool = true, store: StateStore? = nil,
        _ work: @escaping StepFunctions.Function = { _, _ in StepResult() }
    ) -> Scheduler {
        Scheduler(
            runner: fixture.runner(events: awaited, store: store, work),
            pipelines: [pipeline, .test(.publish).renamed],
            target: "dev", catchesUp: catchesUp)
    }

    private func slots(_ store: StateStore) async throws -> [String] {
        try await store.read("select slot, coalesce(skipped, 'run') from v_slots order by slot").rows.map { row in
            row.map(\.description).joined(separator: " ")
        }
    }

    @Test func everySlotRunsOnceAtItsTime() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let task = Task { try await scheduler(fixture).run() }
        await clock.waitForSleeper()
        await clock.move(to: hour(5.9))
        await clock.move(to: hour(6))
        await awaited.wait(for: "schedule.idle")
        await clock.move(to: hour(12))
        await clock.move(to: hour(18))
        await awaited.wait(for: "schedule.idle", count: 2)
        task.cancel()
        try await task.value
        #expect(try await slots(fixture.store) == ["2024-06-01 06:00:00 run", "2024-06-01 18:00:00 run"])
        let runs = try await fixture.store.runs()
        #expect(runs.map(\.status) == [.succeeded, .succeeded])
        #expect(runs.map(\.request.slot) == [hour(18), hour(6)])
        #expect(runs.allSatisfy { $0.request.startedBy == "schedule" && $0.request.pipeline == "test" })
    }

    @Test func missedSlotsAreCaughtUpByOneRun() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        _ = try await fixture.store.scheduleMark(pipeline: "test", target: "dev", definition: "\(Self.schedule)")
        clock.jump(to: hour(55))
        let task = Task { try await scheduler(fixture).run() }
        await awaited.wait(for: "schedule.idle")
        task.cancel()
        try await task.value
        #expect(try await slots(fixture.store) == ["2024-06-03 06:00:00 run"])
        #expect(
            fixture.events.events.first { $0.name == "schedule.catch_up" }?.message
                == "test: one run stands for 5 slots")
    }

    @Test func withoutCatchingUpMissedSlotsAreSkipped() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        _ = try await fixture.store.scheduleMark(pipeline: "test", target: "dev", definition: "\(Self.schedule)")
        clock.jump(to: hour(25))
        let task = Task { try await scheduler(fixture, catchesUp: false).run() }
        await clock.waitForSleeper()
        await clock.move(to: hour(30))
        await awaited.wait(for: "schedule.idle")
        task.cancel()
        try await task.value
        #expect(
            try await slots(fixture.store) == [
                "2024-06-01 18:00:00 missed while nobody watched (2 slots)", "2024-06-02 06:00:00 run",
            ])
    }

    @Test func aScheduleThatIsSeenFirstHasMissedNothing() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let task = Task { try await scheduler(fixture).run() }
        await clock.waitForSleeper()
        task.cancel()
        try await task.value
        #expect(try await fixture.store.runs().isEmpty)
    }

    @Test func aSlotThatComesWhileThePipelineRunsIsSkipped() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let gate = Gate()
        let task = Task {
            try await scheduler(fixture) { _, _ in
                try await gate.wait()
                return StepResult()
            }.run()
        }
        await clock.waitForSleeper()
        await clock.move(to: hour(6))
        await awaited.wait(for: "step.started")
        await clock.move(to: hour(18))
        await awaited.wait(for: "schedule.skipped")
        gate.open()
        await awaited.wait(for: "schedule.idle")
        task.cancel()
        try await task.value
        #expect(
            try await slots(fixture.store) == [
                "2024-06-01 06:00:00 run", "2024-06-01 18:00:00 the run before it went on",
            ])
    }

    @Test func aKilledSchedulersRunIsTakenUpAndItsSlotRunsNoSecondTime() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let gone = ProcessIdentity(processID: getpid(), start: "another boot/1")
        let dead = try await StateStore.open(fixture.folder.file("state.sqlite"), clock: clock, process: gone)
        _ = try await dead.scheduleMark(pipeline: "test", target: "dev", definition: "\(Self.schedule)")
        clock.jump(to: hour(6))
        // A scheduler that is killed in the middle of a step: what it began stays as it is.
        let never = Gate()
        let killed = Task {
            try await fixture.runner(events: awaited, store: dead) { _, _ in
                try? await never.wait()
                return StepResult()
            }.run(pipeline, target: "killed", slot: hour(6))
        }
        await awaited.wait(for: "step.started")
        let run = try #require(try await dead.runs().first)
        _ = try await dead.read("update runs set target = 'dev'")
        _ = try await dead.read("update slots set target = 'dev'")

        clock.jump(to: hour(7))
        let task = Task { try await scheduler(fixture).run() }
        await awaited.wait(for: "schedule.idle")
        task.cancel()
        try await task.value
        let after = try await fixture.store.run(run.id.text)
        #expect(after.run.status == .succeeded && after.run.resumes == 1)
        #expect(after.steps[0].attempts.map(\.status) == [.cancelled, .succeeded])
        #expect(try await fixture.store.runs().count == 1)
        #expect(try await slots(fixture.store) == ["2024-06-01 06:00:00 run"])
        killed.cancel()
        _ = try? await killed.value
    }

    @Test func aFailingRunDoesNotStopTheScheduler() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let task = Task { try await scheduler(fixture) { _, _ in throw WeirError("test.broken", "it broke") }.run() }
        await clock.waitForSleeper()
        await clock.move(to: hour(6))
        await awaited.wait(for: "schedule.idle")
        await clock.move(to: hour(18))
        await awaited.wait(for: "schedule.idle", count: 2)
        task.cancel()
        try await task.value
        #expect(try await fixture.store.runs().map(\.status) == [.failed, .failed])
    }

    @Test func stoppingInterruptsTheRunThatGoesOn() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let never = Gate()
        let task = Task {
            try await scheduler(fixture) { _, _ in
                try await never.wait()
                return StepResult()
            }.run()
        }
        await clock.waitForSleeper()
        await clock.move(to: hour(6))
        await awaited.wait(for: "step.started")
        task.cancel()
        try await task.value
        #expect(try await fixture.store.runs().map(\.status) == [.interrupted])
    }

    @Test func withoutAnyScheduleItSaysSo() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let runner = fixture.runner { _, _ in StepResult() }
        let scheduler = Scheduler(runner: runner, pipelines: [.test(.publish)], target: "dev")
        let error = try await #require(throws: WeirError.self) { try await scheduler.run() }
        #expect(error.code == "schedule.nothing" && error.exitCode == 2)
    }

    @Test func upcomingSlotsAreListed() async throws {
        let fixture = try await OrchestrateFixture(clock: clock)
        let upcoming = try scheduler(fixture).upcoming(after: hour(6))
        #expect(upcoming.map(\.pipeline) == ["test"])
        #expect(upcoming.map(\.slot) == [hour(18)])
    }
}

extension Pipeline {
    /// The same pipeline under another name: one without a schedule, beside the scheduled one.
    fileprivate var renamed: Pipeline { Pipeline("unscheduled", steps: steps) }
}
