import Diagnostics
import Foundation
import JSON
import Terminal
import Testing

@testable import WeirCommand

@Suite struct StepProgressTests {
    private static let start = Date(timeIntervalSince1970: 1_717_200_000)

    private static func event(
        _ name: String, _ message: String = "", after seconds: Double = 0, level: Event.Level = .info,
        step: String? = "ingest weather",
        fields: JSONObject = [:]
    ) -> Event {
        var fields = fields
        fields["step"] = step.map(JSONValue.string)
        return Event(name, message, at: start.addingTimeInterval(seconds), level: level, fields: fields)
    }

    /// What stands on a terminal after each of the events was sent.
    private func drawings(_ events: [Event]) -> [String] {
        let messages = CollectedText()
        let console = Console(output: CollectedText(), messages: messages, width: 80, errorWidth: 80)
        let clock = ManualClock()
        let progress = StepProgress(on: ProgressBoard(on: console, clock: clock))
        return events.map { event in
            let before = messages.text.count
            clock.advance(seconds: 1)
            progress.send(event)
            let drawn = String(messages.text.dropFirst(before))
            return drawn.split(separator: "\u{1B}[J").last.map { $0.trimmingCharacters(in: .newlines) } ?? ""
        }
    }

    @Test func aStepIsOneLineFromItsBeginningToItsEnd() {
        let drawn = drawings([
            Self.event("step.started"),
            Self.event(
                "ingest.progress", after: 2, level: .progress,
                fields: ["phase": "load", "bytes": 1_000_000, "total_bytes": 4_000_000, "rows": 5000]),
            Self.event("transform.node.finished", "table a: success\nmore", after: 3),
            Self.event("step.finished", after: 4, fields: ["status": "succeeded", "seconds": 4, "rows": 7000]),
        ])
        let expected = [
            "  ingest weather", "  ingest weather, load  1.0 MB of 4.0 MB  5,000 rows  2,500 rows/s  6 s left",
            "  ingest weather  3.00 s  table a: success", "✓ ingest weather  4.00 s  7,000 rows",
        ]
        #expect(drawn == expected)
    }

    @Test func failuresAndSkipsHaveTheirOwnMarks() {
        let drawn = drawings([
            Self.event("step.finished", fields: ["status": "failed", "seconds": 1]),
            Self.event("step.finished", step: "check", fields: ["status": "skipped"]),
        ])
        #expect(drawn == ["✗ ingest weather  1.00 s", "✗ ingest weather  1.00 s\n- check"])
    }

    @Test func remarksStandAboveAndTheEndOfTheRunIsLeftToTheCommand() {
        let drawn = drawings([
            Self.event("run.waiting", "waiting for 'dev'", step: nil),
            Self.event("run.finished", "failed", level: .error, step: nil),
            Self.event("step.retry", "tried again", level: .warning),
        ])
        #expect(drawn == ["waiting for 'dev'", "", "tried again"])
    }

    @Test func aNarratorTellsRunsAndEndsOfStepsWithTheirTime() {
        let messages = CollectedText()
        let narrator = Narrator(on: Console(output: CollectedText(), messages: messages))
        narrator.send(Self.event("run.started", "run a started", step: nil))
        narrator.send(Self.event("step.started", "step started"))
        narrator.send(Self.event("step.finished", "step done", after: 5))
        narrator.send(Self.event("ingest.progress", "moving", level: .progress))
        narrator.send(Self.event("http.retry", "trying again", after: 6, level: .warning))
        #expect(
            messages.text == """
                2024-06-01 00:00:00  run a started
                2024-06-01 00:00:05  step done
                2024-06-01 00:00:06  trying again

                """)
    }
}
