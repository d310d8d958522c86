import Diagnostics
import DuckDBEngine
import Testing
import Warehouse

@testable import Quality

@Suite struct BikeCountsSuiteTests {
    private static func report(after fault: String? = nil) async throws -> CheckReport {
        let engine = try await DuckDB.open()
        try await engine.run(
            """
            create schema raw;
            create table raw.bike_counts as select 'site ' || i % 2 as site,
              timestamp '2024-05-01 00:00:00' + to_minutes(15 * i) as counted_at, i::bigint as bikes, '4' as status,
              i::varchar as id
            from range(40) t(i)
            """)
        if let fault { try await engine.run(SQL(raw: fault)) }
        return try await Checker(engine: engine, clock: ManualClock()).run(SuiteCatalog([.bikeCounts]).suites)
    }

    @Test func goodRowsPassEveryCheck() async throws {
        #expect(try await Self.report().results.filter { $0.status != .passed }.map(\.message) == [])
    }

    @Test(arguments: [
        ("insert into raw.bike_counts select * from raw.bike_counts limit 1", ["unique(site, counted_at)"]),
        ("update raw.bike_counts set bikes = -1 where bikes = 3", ["between(bikes)"]),
        ("update raw.bike_counts set bikes = 5001 where bikes = 3", ["between(bikes)"]),
        ("update raw.bike_counts set site = null where bikes = 3", ["not_null(site)"]),
        ("update raw.bike_counts set bikes = null where bikes > 10", ["not_null(bikes)"]),
    ])
    func aPlantedFaultIsFoundByItsCheck(fault: String, checks: [String]) async throws {
        #expect(try await Self.report(after: fault).errors.map(\.check) == checks)
    }

    @Test func someSilentReadingsAreAWarningOnly() async throws {
        let report = try await Self.report(after: "update raw.bike_counts set bikes = null where bikes < 10")
        #expect(report.errors.isEmpty)
        #expect(report.results.filter { $0.status == .failed }.map(\.check) == ["counters_are_rarely_silent"])
    }
}
