import Foundation
import JSON
import RunStore
import Testing
import Warehouse

@Suite struct StateStoreChecksTests {
    private func result(_ check: String, _ status: CheckResult.Status, failing: Int? = nil) -> CheckResult {
        CheckResult(
            suite: "bike_trips.raw", check: check, kind: "not_null", table: "raw.bike_trips", column: "ride_id",
            status: status, observed: "12 of 1000 rows", expected: "no nulls", rowsChecked: 1000, rowsFailing: failing,
            failingKeys: [["ride_id": "a"]], message: "ride_id has nulls",
            checkedAt: Date(timeIntervalSince1970: 1_717_200_000))
    }

    @Test func aResultComesBackAsItWasRecorded() async throws {
        let store = try await StateFixture().open()
        let run = try await store.beginRun(cityBikes, steps: []).id
        let given = result("not_null(ride_id)", .failed, failing: 12)
        try await store.record([given], target: "dev", run: run)
        let kept = try await store.latestResults(target: "dev")
        #expect(kept == [KeptCheckResult(target: "dev", run: run, result: given)])
        #expect(try await store.latestResults(target: "lite").isEmpty)
    }

    @Test func theLatestResultOfEveryCheckStandsAloneAndItsHistoryStays() async throws {
        let store = try await StateFixture().open()
        try await store.record([result("a", .passed), result("b", .passed)], target: "dev")
        try await store.record([result("a", .failed, failing: 1)], target: "dev")
        let latest = try await store.latestResults(target: "dev", suite: "bike_trips.raw")
        #expect(latest.map(\.result.check) == ["b", "a"])
        #expect(latest.map(\.result.status) == [.passed, .failed])
        let history = try await store.history(target: "dev", suite: "bike_trips.raw", check: "a")
        #expect(history.map(\.result.status) == [.failed, .passed])
        #expect(try await store.history(target: "dev", suite: "bike_trips.raw", check: "a", limit: 1).count == 1)
        #expect(try await store.latestResults(target: "dev", suite: "other").isEmpty)
    }

    @Test func aCheckThatPassesOnOneTableHidesNoFailureOfItsNamesakeOnAnother() async throws {
        let store = try await StateFixture().open()
        var daily = result("between(precipitation_mm)", .failed, failing: 1)
        var hourly = result("between(precipitation_mm)", .passed)
        (daily.table, hourly.table) = ("raw.weather_daily", "raw.weather_hourly")
        try await store.record([daily, hourly], target: "dev")
        let latest = try await store.latestResults(target: "dev")
        #expect(latest.map(\.result.table) == ["raw.weather_daily", "raw.weather_hourly"])
        #expect(latest.map(\.result.status) == [.failed, .passed])
    }

    @Test func publishedResultsAreTheLastRunsAndTheLatestOfEveryCheck() async throws {
        let store = try await StateFixture().open()
        var runs: [RunID] = []
        for checks in [["a", "old"], ["a"], ["a"]] {
            runs.append(try await store.beginRun(cityBikes, steps: []).id)
            try await store.record(checks.map { result($0, .passed) }, target: "dev", run: runs.last)
        }
        let table = try await store.publishedResults(target: "dev", runs: 1)
        #expect(
            table.columns.map(\.name.name) == [
                "run_id", "suite", "check_name", "kind", "table_name", "column_name", "severity", "status", "observed",
                "expected", "rows_checked", "rows_failing", "message", "checked_at", "is_latest",
            ])
        let rows = (0..<table.rowCount).map { [table[$0, "run_id"], table[$0, "check_name"], table[$0, "is_latest"]] }
        #expect(rows == [[.text(runs[0].text), "old", true], [.text(runs[2].text), "a", true]])
        #expect(try await store.publishedResults(target: "dev", runs: 2).rowCount == 3)
        #expect(table.columns.last == Column("is_latest", .boolean))
        #expect(try await store.publishedResults(target: "lite").columns.last == Column("is_latest", .boolean))
    }
}
