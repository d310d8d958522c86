import Diagnostics
import DurableFiles
import Foundation
import RunStore
import Testing
import Warehouse

@testable import Quality

@Suite struct CheckerTests {
    @Test(arguments: [(0.75, CheckResult.Status.passed), (0.76, .failed), (1, .failed), (0, .passed)])
    func mostlyIsTheShareThatMustPass(mostly: Double, status: CheckResult.Status) async throws {
        let warehouse = try await QualityFixture()
        try await warehouse.plant("(4, null, 1, 9, '2024-01-05', 1)")  // one of four
        let result = try await warehouse.check(.notNull("name", mostly: mostly))
        #expect(result.status == status)
        #expect(result.observed == "1 of 4 rows (25 %) fail")
    }

    @Test(arguments: QualityEngine.allCases) func brokenChecksDoNotHideTheOthers(engine: QualityEngine) async throws {
        let warehouse = try await QualityFixture(engine)
        let report = try await warehouse.run([
            .notNull("id"), .notNull("nmae"), .holds("no_such_function(low) > 1", name: "odd"),
            .refersTo("other", "raw.missing", "id"), .failingRows("select id from nowhere", name: "lost"),
            .unique("id"),
        ])
        #expect(report.results.map(\.status) == [.passed, .broken, .broken, .broken, .broken, .passed])
        #expect(
            report.results[1].message
                == "not_null(nmae) of raw.things cannot be run: 'raw.things' has no column 'nmae': did you mean 'name'?"
        )
        #expect(report.results[3].message?.hasSuffix("there is no table 'raw.missing'") == true)
        #expect(throws: WeirError.self) { try report.throwIfFailed() }
    }

    @Test func failingCheckSaysWhyItMatters() async throws {
        let warehouse = try await QualityFixture()
        let result = try await warehouse.check(.between("low", 0...2).described("Three is too many."))
        #expect(result.message == "1 of 3 rows (33.33 %) of raw.things fail between(low): Three is too many.")
        #expect(try await warehouse.check(.between("low", 0...3).described("x")).observed == "no failing rows")
    }

    @Test func missingTableBreaksItsChecks() async throws {
        let warehouse = try await QualityFixture()
        let suite = Suite("x.raw", table: "raw.nothing", checks: [.rowCount(1...), .notNull("a")])
        let report = try await Checker(engine: warehouse.engine, clock: warehouse.clock).run([suite])
        #expect(report.results.map(\.status) == [.broken, .broken])
    }

    @Test func warningsDoNotFailTheStepAndErrorsDo() async throws {
        let warehouse = try await QualityFixture()
        let warned = try await warehouse.run([.between("low", 0...2).warning, .notNull("id")])
        try warned.throwIfFailed()
        #expect(warned.summary == "1 of 2 checks passed, 1 warning")
        let failed = try await warehouse.run([.between("low", 0...2), .notNull("id")])
        let error = #expect(throws: WeirError.self) { try failed.throwIfFailed() }
        #expect(error?.message == "1 of 2 checks failed")
        #expect(error?.notes == ["things.raw: 1 of 3 rows (33.33 %) of raw.things fail between(low)"])
        #expect(error?.hint == "run `weir check things --report` and open the report")
        #expect(error?.exitCode == 1)
    }

    @Test(arguments: QualityEngine.allCases) func failingKeysAreFewInOrderAndOnlyOfTheKey(engine: QualityEngine)
        async throws
    {
        let warehouse = try await QualityFixture(engine)
        for id in 10..<20 { try await warehouse.plant("(\(id), 'secret', -1, 1, '2024-01-01', 1)") }
        let report = try await warehouse.run([.between("low", 0...)], failingKeys: 3)
        #expect(report.results[0].failingKeys == [["id": 10], ["id": 11], ["id": 12]])
        #expect(report.results[0].rowsFailing == 10)
        let keyless = try await warehouse.run([.between("low", 0...)], key: [])
        #expect(keyless.results[0].failingKeys == [])
    }

    @Test func eventsAndErrorsHoldNoKeys() async throws {
        let warehouse = try await QualityFixture()
        try await warehouse.plant("(4711, 'x', 1, 2, '2024-01-05', 1)")
        try await warehouse.plant("(4711, 'x', 1, 2, '2024-01-05', 1)")
        let report = try await warehouse.run([.unique("id"), .notNull("id")])
        #expect(report.results[0].failingKeys == [["id": 4711]])
        let error = #expect(throws: WeirError.self) { try report.throwIfFailed() }
        let texts = warehouse.events.events.map { $0.json.text() } + [error?.description ?? "", report.json().text()]
        #expect(texts.allSatisfy { !$0.contains("4711") })
        #expect(report.json(withKeys: true).text().contains("4711"))
        #expect(warehouse.events.events.map(\.name) == ["quality.check.failed", "quality.finished"])
    }

    @Test func resultsAndHistoryAreKept() async throws {
        let warehouse = try await QualityFixture()
        let folder = try TemporaryDirectory()
        let store = try await StateStore.open(folder.file("state.sqlite"), clock: warehouse.clock)
        try await store.record(warehouse.run([.rowCount(1...3)]).results, target: "dev")
        try await warehouse.plant("(9, 'x', 1, 2, '2024-01-05', 1)")
        let report = try await warehouse.run([.rowCount(1...3)])
        try await store.record(report.results, target: "dev")
        let history = try await CheckHistory(of: report, in: store, target: "dev")
        #expect(history[report.results[0]] == [.failed, .passed])
    }
}
