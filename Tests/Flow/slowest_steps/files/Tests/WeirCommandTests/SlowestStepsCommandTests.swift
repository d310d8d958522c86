import Diagnostics
import JSON
import RunStore
import Testing

@testable import WeirCommand

@Suite struct SlowestStepsCommandTests {
    @Test func stepsAreListedWithTheSlowestFirst() async throws {
        let fixture = try WeirFixture()
        let clock = ManualClock()
        let store = try await StateStore.open(fixture.folder.file(".weir/state.sqlite"), clock: clock)
        let steps = [NewStep("ingest weather", kind: "ingest"), NewStep("publish", kind: "publish")]
        let run = try await store.beginRun(NewRun(pipeline: "weather", target: "dev"), steps: steps)
        for (step, seconds) in zip(steps, [2.0, 75]) {
            _ = try await store.beginAttempt(run: run.id, step: step.name)
            clock.advance(seconds: seconds)
            try await store.finishStep(run: run.id, step: step.name, .succeeded)
        }
        let listed = await fixture.call("runs slowest").output.split(separator: "\n").dropFirst(2)
        #expect(listed.map { $0.split(separator: " ").first } == ["publish", "ingest"])
        #expect(listed.first?.contains("1 min 15 s") == true)
        let json = await fixture.call("runs slowest --json --limit 1").json["steps"]
        #expect(json?.array?.count == 1)
        #expect(json?[0]?["step"] == "publish" && json?[0]?["seconds"]?.double == 75)
    }

    @Test func beforeTheFirstRunItSaysHowToStart() async throws {
        let call = try await WeirFixture().call("runs slowest")
        #expect(call.code == 0)
        #expect(call.output == "no step has ended yet; start a run with `weir run PIPELINE`\n")
    }
}
