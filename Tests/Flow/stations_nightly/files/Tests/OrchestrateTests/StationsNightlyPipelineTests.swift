import Diagnostics
import Orchestrate
import RunStore
import Testing

@Suite struct StationsNightlyPipelineTests {
    private static func runner(_ fixture: OrchestrateFixture, _ work: @escaping StepFunctions.Function) -> Runner {
        Runner(
            functions: StepFunctions(all: work),
            known: KnownNames(sources: ["bike_trips"], suites: ["bike_trips.raw"], notebooks: []),
            store: fixture.store, clock: fixture.clock, events: fixture.events, locks: fixture.folder.file("locks"),
            random: { 0 })
    }

    @Test func tripsAreCheckedBeforeModelsReadThem() {
        #expect(
            Pipeline.stationsNightly.steps.map(\.name) == [
                "ingest bike_trips", "check bike_trips.raw", "transform tag:bike_trips", "publish",
            ])
        #expect(Pipeline.all.contains(.stationsNightly))
    }

    @Test func resumesWhereItStopped() async throws {
        let fixture = try await OrchestrateFixture()
        let failed = try await Self.runner(fixture) { step, _ in
            if step.kind == .transform { throw WeirError("test.broken", "a model failed") }
            return StepResult()
        }.run(.stationsNightly, target: "dev")
        #expect(failed.exitCode == 1)
        let ran = Notes()
        let resumed = try await Self.runner(fixture) { step, _ in
            ran.add(step.name)
            return StepResult()
        }.resume(failed.details.run.id.text, pipelines: [.stationsNightly])
        #expect(ran.all == ["transform tag:bike_trips", "publish"])
        #expect(resumed.exitCode == 0)
    }
}
