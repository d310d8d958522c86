import Diagnostics
import Foundation
import Testing

@testable import Awos

@Suite struct TaskGraphTests {
    static func task(_ number: Int, after: [Int] = [], extra: String = "") throws -> TaskFile {
        let dependencies = after.map { "003-T\($0)" }.joined(separator: ", ")
        let sections = TaskFile.sections.map { "## \($0)\n\ntext\n" }.joined(separator: "\n")
        let text = """
            ---
            id: 003-T\(number)
            module: Ingest
            depends_on: [\(dependencies)]
            criteria: [AC-1]
            may_write: [Modules/Ingest/Sources/AirQuality.swift]
            \(extra)verify:
              - test: IngestTests/AirQualityTests
              - unchanged: {command: ingest air_quality, tables: [raw.air_quality]}
            ---
            # Load air quality

            \(sections)
            """
        return try TaskFile(MarkdownFile(text, file: "tasks/0\(number).md"))
    }

    @Test func aTaskFileIsRead() throws {
        let task = try Self.task(
            1, extra: "widens:\n  - {path: weir.yml, reason: a target of its own}\ncontext_budget_tokens: 4000\n")
        #expect("\(task.id)" == "003-T1")
        #expect((task.title, task.module, task.agent) == ("Load air quality", "Ingest", "ingest"))
        #expect(task.scope == ["Modules/Ingest/Sources/AirQuality.swift", "weir.yml"])
        #expect(
            task.checks.map(\.text) == [
                "test: IngestTests/AirQualityTests", "unchanged: ingest air_quality [raw.air_quality]",
            ])
        #expect(task.contextBudgetTokens == 4000)
    }

    @Test func tasksStandBehindWhatTheyWaitFor() throws {
        let graph = try TaskGraph([Self.task(1, after: [3]), Self.task(2), Self.task(3, after: [2])])
        #expect(graph.tasks.map(\.id.number) == [2, 3, 1])
    }

    @Test func aCycleNamesItsTasks() throws {
        let tasks = try [Self.task(1, after: [2]), Self.task(2, after: [3]), Self.task(3, after: [2]), Self.task(4)]
        let error = #expect(throws: WeirError.self) { _ = try TaskGraph(tasks) }
        #expect(error?.message == "these tasks wait for each other: 003-T2 → 003-T3 → 003-T2")
        #expect(error?.location?.description == "tasks/02.md:4:14")
    }

    @Test func looseEndsAndDoublesAreAllTold() throws {
        let tasks = try [Self.task(1, after: [7]), Self.task(2), Self.task(2)]
        let errors = #expect(throws: WeirErrors.self) { _ = try TaskGraph(tasks) }
        #expect(errors?.all.map(\.code.rawValue) == ["awos.double_task", "awos.unknown_task"])
    }

    @Test func readyIsWhatWaitsForNothing() throws {
        let graph = try TaskGraph([Self.task(1), Self.task(2, after: [1]), Self.task(3)])
        let (one, three) = (graph.tasks[0].id, graph.tasks[2].id)
        let ready = { (events: [LedgerEntry.Event]) in
            graph.ready(by: Ledger(events.map { LedgerEntry(at: Date(timeIntervalSince1970: 0), $0) })).map(\.id.number)
        }
        #expect(ready([]) == [1, 3])
        #expect(ready([.started(one, attempt: 1, runner: "manual", base: "b", lease: "l")]) == [3])
        #expect(ready([.done(one, attempt: 1, tree: "t", inputs: "i", usage: .init())]) == [2, 3])
        #expect(ready([.blocked(three, question: "?")]) == [1])
        #expect(ready([.blocked(three, question: "?"), .replied(three, question: "?", by: "a", text: "b")]) == [1, 3])
        #expect(ready([.blocked(three, question: "?"), .widened(three, path: "p", by: "a", reason: "r")]) == [1, 3])
        #expect(
            ready([
                .done(one, attempt: 1, tree: "t", inputs: "i", usage: .init()), .undone(subject: "003", by: "a"),
            ]) == [1, 3])
    }
}
