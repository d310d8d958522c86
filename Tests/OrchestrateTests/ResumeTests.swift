import Diagnostics
import Orchestrate
import RunStore
import Testing

@Suite struct ResumeTests {
    private let pipeline = Pipeline.test(.ingest("a"), .check("a.raw"), .publish)

    /// A run whose check failed.
    private func failedRun(in fixture: OrchestrateFixture) async throws -> String {
        let outcome = try await fixture.runner { step, _ in
            if step.kind == .check { throw WeirError("test.broken", "a check failed") }
            return StepResult(rows: 9)
        }.run(pipeline, target: "lite", settings: RunSettings(from: "2024-05", isFullRefresh: true))
        return outcome.details.run.id.text
    }

    @Test func aFailedRunGoesOnWhereItFailedUnderItsIDTargetAndSettings() async throws {
        let fixture = try await OrchestrateFixture()
        let id = try await failedRun(in: fixture)
        let ran = Notes()
        let outcome = try await fixture.runner { step, context in
            ran.add("\(step.name) \(context.target) \(context.attempt)")
            #expect(context.settings == RunSettings(from: "2024-05", isFullRefresh: true))
            return StepResult()
        }.resume(id, pipelines: [.bikeTrips, pipeline])
        #expect(ran.all == ["check a.raw lite 2", "publish lite 1"])
        #expect(outcome.details.run.id.text == id && outcome.details.run.resumes == 1 && outcome.exitCode == 0)
        #expect(outcome.details.steps.map(\.status) == [.succeeded, .succeeded, .succeeded])
        #expect(outcome.details.steps[0].result.rows == 9)
        #expect(outcome.details.run.error == nil)
    }

    @Test func aRunThatFailsAgainIsResumedAgain() async throws {
        let fixture = try await OrchestrateFixture()
        let id = try await failedRun(in: fixture)
        let again = try await fixture.runner { _, _ in throw WeirError("test.broken", "still") }
            .resume(id, pipelines: [pipeline])
        #expect(again.exitCode == 1)
        let last = try await fixture.runner { _, _ in StepResult() }.resume(id, pipelines: [pipeline])
        #expect(last.exitCode == 0 && last.details.run.resumes == 2)
    }

    @Test(arguments: [
        (Pipeline.test(.ingest("a"), .check("a.raw")), ["step 'publish' is gone"]),
        (
            Pipeline.test(.ingest("a"), .check("a.raw"), .transform(select: "x"), .publish),
            ["step 'transform x' is new"]
        ),
        (
            Pipeline.test(.ingest("b").named("ingest a"), .check("a.raw"), .publish),
            ["step 'ingest a' does something else"]
        ),
        (Pipeline.test(.ingest("a"), .publish, .check("a.raw")), ["the steps are in another order"]),
        (Pipeline.test(.ingest("a"), .check("a.raw"), .publish.atOnce), ["step 'publish' does something else"]),
    ])
    func aChangedPipelineIsNotResumed(changed: Pipeline, notes: [String]) async throws {
        let fixture = try await OrchestrateFixture()
        let id = try await failedRun(in: fixture)
        let error = try await #require(throws: WeirError.self) {
            _ = try await fixture.runner { _, _ in StepResult() }.resume(id, pipelines: [changed])
        }
        #expect(error.code == "run.definition_changed")
        #expect(error.notes == notes)
        #expect(error.hint == "start a new run with `weir run test`")
        #expect(try await fixture.store.run(id).run.status == .failed)
    }

    @Test func retriesTimeoutsScheduleAndWordsMayChange() async throws {
        let fixture = try await OrchestrateFixture()
        let id = try await failedRun(in: fixture)
        let changed = Pipeline(
            "test", "another text", schedule: .cron("@daily"),
            steps: [.ingest("a").attempts(9), .check("a.raw"), .publish.attempts(7, firstPauseSeconds: 2)])
        let outcome = try await fixture.runner { _, _ in StepResult() }.resume(id, pipelines: [changed])
        #expect(outcome.exitCode == 0)
    }

    @Test func aSucceededRunIsNotResumed() async throws {
        let fixture = try await OrchestrateFixture()
        let runner = fixture.runner { _, _ in StepResult() }
        let id = try await runner.run(pipeline, target: "dev").details.run.id.text
        let error = try await #require(throws: WeirError.self) {
            _ = try await runner.resume(id, pipelines: [pipeline])
        }
        #expect(error.code == "state.not_resumable")
    }
}
