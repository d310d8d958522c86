import Diagnostics
import RunStore
import Testing

@Suite struct SlowestStepsTests {
    /// A run whose steps took so many seconds.
    private static func run(_ store: StateStore, _ clock: ManualClock, _ seconds: [Double], target: String = "dev")
        async throws -> RunID
    {
        let steps = seconds.indices.map { NewStep("step \($0)", kind: "ingest") }
        let run = try await store.beginRun(NewRun(pipeline: "p", target: target), steps: steps).id
        for (step, seconds) in zip(steps, seconds) {
            _ = try await store.beginAttempt(run: run, step: step.name)
            clock.advance(seconds: seconds)
            try await store.finishStep(run: run, step: step.name, .succeeded)
        }
        return run
    }

    @Test func theSlowestStepOfAllRunsComesFirst() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let first = try await Self.run(store, fixture.clock, [2, 40])
        let second = try await Self.run(store, fixture.clock, [9])
        let slowest = try await store.slowestSteps(limit: 2)
        #expect(slowest.map(\.run) == [first, second])
        #expect(slowest.map(\.step) == ["step 1", "step 0"])
        #expect(slowest.map(\.seconds) == [40, 9])
    }

    @Test func ofEqualStepsTheLatestRunsComesFirst() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        _ = try await Self.run(store, fixture.clock, [5])
        let later = try await Self.run(store, fixture.clock, [5])
        #expect(try await store.slowestSteps(limit: 1).map(\.run) == [later])
    }

    @Test func anotherTargetAndStepsThatRunAreLeftOut() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        _ = try await Self.run(store, fixture.clock, [5], target: "lite")
        let open = try await store.beginRun(NewRun(pipeline: "p", target: "dev"), steps: [NewStep("s", kind: "ingest")])
        _ = try await store.beginAttempt(run: open.id, step: "s")
        fixture.clock.advance(seconds: 100)
        #expect(try await store.slowestSteps(target: "dev").isEmpty)
    }
}
