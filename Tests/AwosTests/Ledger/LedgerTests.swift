import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct LedgerTests {
    static let task = TaskID("003-T1")!
    static let usage = LedgerEntry.Usage(seconds: 1.5, tokens: 7, dollars: 0.25)
    static let evidence = Evidence(
        subject: "003/AC-1", check: "page: x", outcome: .notRun, tree: "t", inputs: "i", seconds: 2, log: "l",
        tail: ["a \"b\"", "c"])
    static let events: [LedgerEntry.Event] = [
        .approved(by: "Ada", digest: "d", mode: "human-in-loop"),
        .started(task, attempt: 2, runner: "claude", base: "b", lease: "l"), .checked(evidence),
        .failed(task, attempt: 2, code: "awos.scope", message: "it wrote\nelsewhere", usage: usage),
        .blocked(task, question: "which?"), .done(task, attempt: 3, tree: "t", inputs: "i", usage: .init(seconds: 1)),
        .widened(task, path: "weir.yml", by: "Ada", reason: "r"), .acceptedTest(path: "p", by: "Ada", reason: "r"),
        .replied(task, question: "which?", by: "Ada", text: "the daily one"),
        .answered(subject: "003/AC-1", question: "q", by: "Ada", isTrue: false), .undone(subject: "003-T1", by: "Ada"),
    ]

    @Test(arguments: events.indices) func anEntryIsOneLineAndComesBack(index: Int) {
        let entry = LedgerEntry(at: Date(timeIntervalSince1970: 1_700_000_000.9), Self.events[index])
        #expect(!entry.line.contains("\n"))
        #expect(entry.line.hasPrefix("{\"at\":\"2023-11-14T22:13:20Z\",\"event\":\""))
        #expect(LedgerEntry(line: entry.line) == entry)
    }

    @Test(arguments: ["", "{}", "no json", #"{"at":"2023-11-14T22:13:20Z","event":"party"}"#, #"{"event":"undone"}"#])
    func whatIsNoEntryIsNone(line: String) { #expect(LedgerEntry(line: line) == nil) }

    @Test func aHalfWrittenLastLineDoesNotCountAndIsReplaced() throws {
        let folder = try TemporaryDirectory()
        let entries = Self.events.map { LedgerEntry(at: Date(timeIntervalSince1970: 0), $0) }
        let file = folder.file("ledger.jsonl")
        try Ledger.append(Array(entries[..<2]), to: file)
        let whole = try String(contentsOf: file, encoding: .utf8)
        // Without its end even a line that parses was not finished.
        try DurableFile.write(whole + entries[2].line, to: file)
        #expect(Ledger(contentsOf: file).entries == Array(entries[..<2]))
        try Ledger.append([entries[3]], to: file)
        #expect(Ledger(contentsOf: file).entries == [entries[0], entries[1], entries[3]])
    }

    @Test func aLineThatIsNoEntryIsNamed() {
        let good = LedgerEntry(at: Date(timeIntervalSince1970: 0), Self.events[0]).line
        let ledger = Ledger(text: "\(good)\nnonsense\n\n\(good)\n")
        #expect(ledger.entries.count == 2)
        #expect(ledger.unreadableLines == [2])
    }

    @Test func theLastWordCounts() {
        let later = Evidence(
            subject: "003/AC-1", check: "page: x", outcome: .passed, tree: "t2", inputs: "i", seconds: 2, log: "l",
            tail: [])
        let ledger = Ledger(
            (Self.events + [.checked(later)]).map { LedgerEntry(at: Date(timeIntervalSince1970: 0), $0) })
        #expect(ledger.evidence(of: "003/AC-1") == ["page: x": later])
        #expect(ledger.state(of: Self.task) == .open(attempts: 0))
        #expect(ledger.approval?.by == "Ada")
    }
}
