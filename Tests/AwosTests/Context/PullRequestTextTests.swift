import Foundation
import Testing

@testable import Awos

@Suite struct PullRequestTextTests {
    private static let start = Date(timeIntervalSince1970: 1_718_884_800)
    private static let check = "sql: select count(*) from raw.river_levels equals: 5 after: ingest river_levels"

    private static func ledger() throws -> Ledger {
        let task = try #require(TaskID("003-T1"))
        let events: [LedgerEntry.Event] = [
            .approved(by: "Ada", digest: "0123456789abcdef", mode: "human-in-loop"),
            .started(task, attempt: 1, runner: "claude", base: "b", lease: "l"),
            .failed(
                task, attempt: 1, code: "awos.check_failed", message: "the suite did not | run",
                usage: .init(seconds: 61, tokens: 100, dollars: 0.5)),
            .widened(task, path: "weir.yml", by: "Ada", reason: "a setting"),
            .started(task, attempt: 2, runner: "claude", base: "b", lease: "l"),
            .checked(
                Evidence(
                    subject: "003/AC-1", check: check, outcome: .passed, tree: "0123456789abcdef", inputs: "i",
                    seconds: 2, log: "x",
                    tail: [])),
            .done(
                task, attempt: 2, tree: "0123456789abcdef", inputs: "i",
                usage: .init(seconds: 30, tokens: 50, dollars: 0.254)),
        ]
        return Ledger(events.map { LedgerEntry(at: start, $0) })
    }

    private static func text(_ ledger: Ledger) throws -> String {
        let spec = try FunctionalSpec(
            MarkdownFile(
                try #require(ContextFixture.files["\(ContextFixture.spec)/functional-spec.md"]), file: "spec.md"))
        let task = try TaskFile(MarkdownFile(ContextFixture.task(), file: "01-ingest.md"))
        let design = MarkdownFile(
            "# D\n\n## Decisions\n\n| a | b |\n\n## Files\n\nx\n", file: "technical-considerations.md")
        return PullRequestText(spec: spec, tasks: [task], ledger: ledger, considerations: design).text
    }

    @Test func itTellsWhatWasDoneAndWhy() throws {
        let text = try Self.text(Self.ledger())
        for part in [
            "# 003: River levels\n",
            "- **003-T1** Load river_levels (Ingest): done by claude at attempt 2, on tree `0123456789`\n",
            "  - attempt 1 came to nothing: the suite did not \\| run (`awos.check_failed`)\n",
            "## Decisions\n\n| a | b |\n",
            "- 2024-06-20: Ada approved the spec (human-in-loop, digest `0123456789ab`).",
            "- 2024-06-20: Ada let 003-T1 write `weir.yml`: a setting",
            "| AC-1 | Every row is there. | `\(Self.check)` | passed on `0123456789` |\n",
            "| AC-2 | Nobody carries this. | | no check |",
            "- tasks done: 1 of 1, at the first attempt: 0; attempts in all: 2\n",
            "- checks run: 1, passed: 1, in 2 s\n",
            "- agents worked for 1 min 31 s\n- 150 tokens, where a runner told\n- $0.75, where a runner told",
            "## Open\n\n- AC-2 is not proved\n",
        ] { #expect(text.contains(part), "\(part)\n\(text)") }
        #expect(!text.contains("AC-1 is not proved"))
    }

    @Test func theSameLedgerGivesTheSameText() throws {
        let ledger = try Self.ledger()
        let again = Ledger(text: ledger.entries.map { $0.line + "\n" }.joined())
        #expect(try Self.text(ledger) == Self.text(again))
    }

    @Test func anEmptyLedgerLeavesEverythingOpen() throws {
        let text = try Self.text(Ledger())
        #expect(text.contains("- **003-T1** Load river_levels (Ingest): open\n"))
        #expect(text.contains("- 003-T1 is open\n- AC-1 is not proved\n- AC-2 is not proved"))
        #expect(!text.contains("What people decided"))
    }

    @Test(arguments: [(0.4, "0 s"), (59.6, "1 min 0 s"), (75, "1 min 15 s")])
    func secondsAreShort(seconds: Double, text: String) { #expect(Figure.seconds(seconds) == text) }
}
