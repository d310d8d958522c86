import Diagnostics
import Foundation
import RunStore
import Testing
import Warehouse

@testable import Quality

/// Every kind of check on a real engine: it passes on good rows, and fails on the row that is planted.
@Suite struct CheckKindTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let check: Check
        let planting: String
        var failing: Int? = 1
        var keys = #"[{"id":9}]"#
        var testDescription: String { check.name }
    }

    static let cases: [Case] = [
        Case(check: .notNull("name"), planting: "(9, null, 1, 2, '2024-01-05', 1)"),
        Case(check: .unique("id"), planting: "(1, 'x', 1, 2, '2024-01-05', 1)", failing: 2, keys: #"[{"id":1}]"#),
        Case(check: .unique("low", "high"), planting: "(9, 'x', 1, 5, '2024-01-05', 1)", failing: 2, keys: "[]"),
        Case(check: .between("low", 0...10), planting: "(9, 'x', 11, 12, '2024-01-05', 1)"),
        Case(check: .between("low", 1...), planting: "(9, 'x', 0, 12, '2024-01-05', 1)"),
        Case(check: .between("high", ...7.0), planting: "(9, 'x', 0, 8, '2024-01-05', 1)"),
        Case(
            check: .between("day", CalendarDay(daysSinceEpoch: 19_723)...),  // 2024-01-01
            planting: "(9, 'x', 0, 8, '2023-12-31', 1)"),
        Case(check: .inSet("name", ["x", "y", "z"]), planting: "(9, 'w', 1, 8, '2024-01-05', 1)"),
        Case(check: .matches("name", "[a-z]"), planting: "(9, 'xx', 1, 8, '2024-01-05', 1)"),
        Case(check: .pair("low", .less, "high"), planting: "(9, 'x', 3, 3, '2024-01-05', 1)"),
        Case(check: .holds("low + high < 100", name: "small"), planting: "(9, 'x', 50, 50, '2024-01-05', 1)"),
        Case(check: .refersTo("other", "raw.others", "id"), planting: "(9, 'x', 1, 8, '2024-01-05', 77)"),
        Case(check: .rowCount(1...3), planting: "(9, 'x', 1, 8, '2024-01-05', 1)", failing: nil, keys: "[]"),
        Case(
            check: .sameRowCount(as: "raw.others"), planting: "(9, 'x', 1, 8, '2024-01-05', 1)", failing: nil,
            keys: "[]"),
        Case(
            check: .failingRows("select id from \("raw.things" as TableName) where low > 100", name: "none_is_huge"),
            planting: "(9, 'x', 101, 102, '2024-01-05', 1)"),
    ]

    @Test(arguments: cases, QualityEngine.allCases) func passesWithoutAndFailsWithThePlantedRow(
        _ example: Case, engine: QualityEngine
    ) async throws {
        let warehouse = try await QualityFixture(engine)
        let before = try await warehouse.check(example.check)
        #expect(before.status == .passed)
        #expect(before.failingKeys == [])
        try await warehouse.plant(example.planting)
        let after = try await warehouse.check(example.check)
        #expect(after.status == .failed)
        #expect(after.rowsFailing == example.failing)
        #expect(after.failingKeys.text() == example.keys)
        #expect(after.message?.isEmpty == false)
    }

    @Test(arguments: QualityEngine.allCases) func columnsAreComparedByNameAndType(engine: QualityEngine) async throws {
        let warehouse = try await QualityFixture(engine)
        let good: [Column] = [Column("id", .integer), Column("name", .text)]
        #expect(try await warehouse.check(.columnsMatch(good)).status == .passed)
        let wrong = try await warehouse.check(.columnsMatch([Column("id", .text), Column("nam", .text)]))
        #expect(wrong.status == .failed)
        #expect(wrong.observed == "id is integer and not text, nam is missing")
        let extra = try await warehouse.check(.columnsMatch(good, exactly: true))
        #expect(
            extra.observed == "low is not expected, high is not expected, day is not expected, other is not expected")
    }

    struct Age: Sendable {
        let reference: Check.Reference
        let now: String
        let status: CheckResult.Status
        let observed: String
    }

    static let ages: [Age] = [
        Age(
            reference: .clock, now: "2024-01-04 12:00:00", status: .passed,
            observed: "2024-01-03 00:00:00, 36 hours older"),
        Age(
            reference: .clock, now: "2024-01-05 00:00:01", status: .failed,
            observed: "2024-01-03 00:00:00, 2 days older"),
        Age(
            reference: .moment(Timestamp(microsecondsSinceEpoch: 0)), now: "2024-01-09 00:00:00", status: .passed,
            observed: "2024-01-03 00:00:00, not older"),
        Age(
            reference: .newest("seen_at", in: "raw.others"), now: "2030-01-01 00:00:00", status: .failed,
            observed: "2024-01-03 00:00:00, 7 days older"),
    ]

    @Test(arguments: ages, QualityEngine.allCases) func ageIsMeasuredAgainstTheReference(
        _ example: Age, engine: QualityEngine
    ) async throws {
        let warehouse = try await QualityFixture(engine, now: try #require(Timestamp(example.now)).date)
        let result = try await warehouse.check(.fresh("day", within: .days(2), comparedTo: example.reference))
        #expect(result.status == example.status)
        #expect(result.observed == example.observed)
    }

    @Test(arguments: QualityEngine.allCases) func emptyTableIsNeverFresh(engine: QualityEngine) async throws {
        let warehouse = try await QualityFixture(engine)
        try await warehouse.engine.run("delete from \("raw.things" as TableName)")
        #expect(try await warehouse.check(.fresh("day", within: .days(2))).status == .failed)
        #expect(try await warehouse.check(.notNull("id")).status == .passed)
    }

    @Test(arguments: QualityEngine.allCases) func nullsPassEveryCheckOfAValue(engine: QualityEngine) async throws {
        let warehouse = try await QualityFixture(engine)
        try await warehouse.plant("(9, null, null, null, null, null)")
        try await warehouse.plant("(10, null, null, null, null, null)")
        let checks: [Check] = [
            .unique("low"), .between("low", 1...9), .inSet("name", ["x", "y", "z"]), .matches("name", "[xyz]"),
            .pair("low", .less, "high"), .holds("low < 9", name: "h"), .refersTo("other", "raw.others", "id"),
        ]
        for check in checks { #expect(try await warehouse.check(check).status == .passed, "\(check.name)") }
    }

    @Test(arguments: QualityEngine.allCases) func conditionNarrowsWhatIsLookedAt(engine: QualityEngine) async throws {
        let warehouse = try await QualityFixture(engine)
        try await warehouse.plant("(9, 'x', 99, 100, '2024-01-05', 1)")
        let small = try await warehouse.check(.between("low", 0...10).rows(where: "high < 50"))
        #expect(small.status == .passed)
        #expect(small.rowsChecked == 3)
        let large = try await warehouse.check(.between("low", 0...10).rows(where: "high > 50 or high < 0"))
        #expect(large.failingKeys == [["id": 9]])
        #expect(large.rowsChecked == 1)
        #expect(try await warehouse.check(.unique("name").rows(where: "id < 3")).rowsChecked == 2)
    }
}
