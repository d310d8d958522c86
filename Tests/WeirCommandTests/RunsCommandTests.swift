import Diagnostics
import Foundation
import JSON
import RunStore
import Testing

@testable import WeirCommand

@Suite struct RunsCommandTests {
    private let fixture: WeirFixture

    init() throws { fixture = try WeirFixture() }

    /// A run of two steps, of which the second fails; the clock stands at 2024-06-01 00:00:00 UTC.
    private func failedRun() async throws -> RunID {
        let clock = ManualClock()
        let store = try await StateStore.open(fixture.folder.file(".weir/state.sqlite"), clock: clock)
        let request = NewRun(pipeline: "city_bikes", target: "dev")
        let run = try await store.beginRun(
            request, steps: [NewStep("ingest weather", kind: "ingest"), NewStep("check weather.raw", kind: "check")])
        _ = try await store.beginAttempt(run: run.id, step: "ingest weather")
        clock.advance(seconds: 2)
        try await store.finishStep(
            run: run.id, step: "ingest weather", .succeeded, result: StepResult(rows: 1234, summary: "loaded 90 days"))
        _ = try await store.beginAttempt(run: run.id, step: "check weather.raw")
        clock.advance(seconds: 1)
        let error = KeptError(code: "a.b", message: "2 checks failed", hint: "look at them")
        try await store.finishStep(run: run.id, step: "check weather.raw", .failed, error: error)
        try await store.finishRun(run.id, .failed, error: error)
        return run.id
    }

    @Test func beforeTheFirstRunItSaysHowToStart() async throws {
        let call = await fixture.call("runs")
        #expect(call.output == "no runs yet; start one with `weir run PIPELINE`\n")
        #expect(await fixture.call("runs --json").json == ["runs": []])
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file(".weir/state.sqlite").path))
        let show = await fixture.call("runs show 2024")
        #expect(show.code == 2)
        #expect(show.messages.hasPrefix("error: there is no run '2024': nothing ran in this project yet\n"))
    }

    @Test func runsAreListedInATable() async throws {
        let id = try await failedRun()
        let call = await fixture.call("runs", width: 80)
        #expect(
            call.output == """
                run                   pipeline    status  started (UTC)          took  by
                ────────────────────  ──────────  ──────  ───────────────────  ──────  ──────
                \(id)  city_bikes  failed  2024-06-01 00:00:00  3.00 s  manual

                """)
        let json = await fixture.call("runs --json").json["runs"]?[0]
        #expect(json?["id"]?.string == id.text)
        #expect(json?["status"] == "failed")
        #expect(json?["seconds"]?.double == 3)
        #expect(json?["error"]?["message"] == "2 checks failed")
        #expect(await fixture.call("runs --json --pipeline other").json == ["runs": []])
    }

    @Test func howARunEndedIsSaidInANarrowTerminalToo() async throws {
        let id = try await failedRun()
        let call = await fixture.call("runs", width: 40)
        #expect(call.output.split(separator: "\n").last == "\(id)  failed")
    }

    @Test func aRunIsShownWithItsSteps() async throws {
        let id = try await failedRun()
        let call = await fixture.call("runs show \(id.text.prefix(10))", width: 80)
        #expect(
            call.output == """
                run \(id) of city_bikes on dev: failed in 3.00 s

                step               status       took   rows  result
                ─────────────────  ─────────  ──────  ─────  ───────────────
                ingest weather     succeeded  2.00 s  1,234  loaded 90 days
                check weather.raw  failed     1.00 s         2 checks failed

                step 'check weather.raw' failed: 2 checks failed
                  hint: look at them

                take it up with `weir runs resume \(id)`

                """)
        let json = await fixture.call("runs show \(id) --json").json
        #expect(json["steps"]?[0]?["rows"]?.integer == 1234)
        #expect(json["steps"]?[1]?["error"]?["hint"] == "look at them")
    }

    @Test func anUnknownRunIsAWrongCall() async throws {
        _ = try await failedRun()
        let call = await fixture.call("runs show 1999")
        #expect(call.code == 2)
        #expect(call.messages.contains("1999"))
    }
}
