import Diagnostics
import Foundation
import Testing

@testable import Awos

@Suite struct PromptRecordTests {
    private func record() throws -> PromptRecord {
        let fixture = try ContextFixture()
        let task = try TaskFile(MarkdownFile(ContextFixture.task(), file: "\(ContextFixture.spec)/tasks/01-ingest.md"))
        var record = PromptRecord(
            of: task, attempt: 2, at: Date(timeIntervalSince1970: 1_718_884_800), runner: "claude",
            developer: "Ada <ada@example.org>",
            pack: try fixture.pack())
        record.usage = LedgerEntry.Usage(seconds: 75, tokens: 1200, dollars: 0.256)
        return record
    }

    @Test func itTellsWhoWhenAndWhat() throws {
        var record = try record()
        record.model = "big | one"
        #expect(record.fileName == "003-T1-a2.md")
        let text = record.text()
        for line in [
            "# 003-T1, attempt 2", "| time | 2024-06-20T12:00:00Z |", "| developer | Ada \\<ada@example.org\\> |",
            "| model | big \\| one |", "| used | 1 min 15 s, 1200 tokens as the runner counts, $0.26 |",
            "It has not ended yet.",
            "- `Modules/Ingest/Sources/Weather.swift` (full, ",
        ] { #expect(text.contains(line), "\(line)\n\(text)") }
        #expect(text == record.text())
    }

    @Test func theEndIsWrittenIntoTheSameFile() throws {
        let fixture = try ContextFixture()
        let folder = try SpecTree(root: fixture.folder.url).folder("003")
        var record = try record()
        #expect(try record.write(to: folder) == "\(ContextFixture.spec)/prompts/003-T1-a2.md")
        record.outcome = "failed: a test"
        record.followUps = ["which unit?\n# no heading"]
        try record.write(to: folder)
        let text = try folder.document("prompts/003-T1-a2.md").text
        #expect(text.contains("## Outcome\n\nfailed: a test\n"))
        #expect(text.contains("## Follow-ups\n\n- which unit? # no heading\n"))
    }

    @Test(arguments: [
        ("the key is hunter22", "the key is ***"), ("api_key: abcdef123", "api_key: ***"),
        ("Authorization: Bearer abcdef123", "Authorization: ***"), ("sk-abcdefgh12345", "***"),
        ("Expectation failed: (rows → [\"1|Ada\"]) == []", "Expectation failed: (rows → (values masked)"),
        ("1|Ada|2.5|2024-05-01", "(a row, masked)"), ("{\"id\": 1, \"name\": \"Ada\"}", "(a row, masked)"),
        ("| a | b |\n|---|---|", "| a | b |\n|---|---|"), ("let key: [ColumnName] = []", "let key: [ColumnName] = []"),
    ])
    func secretsAndRowsAreMasked(text: String, masked: String) {
        #expect(PromptMask(masker: Masker([Secret("hunter22")]))(text) == masked)
    }
}
