import Diagnostics
import DuckDBEngine
import Testing
import Warehouse

@testable import Quality

@Suite struct StationPlacesSuiteTests {
    private static func report(planting row: SQL? = nil) async throws -> CheckReport {
        let engine = try await DuckDB.open()
        try await engine.run(
            """
            create schema core;
            create table core.dim_stations as select * from (values ('5779.08', 'Here', 40.7, -74.0),
              ('JC105', 'There', 40.72, -74.04), ('JC106', 'Nowhere', null, null))
              t(station_id, station_name, latitude, longitude)
            """)
        if let row { try await engine.run("insert into core.dim_stations values \(row)") }
        return try await Checker(engine: engine, clock: ManualClock()).run(SuiteCatalog([.stationPlaces]).suites)
    }

    @Test func passesOnGoodRows() async throws {
        let report = try await Self.report()
        #expect(report.results.count == 2)
        #expect(report.results.allSatisfy { $0.status == .passed })
    }

    @Test func failsOnAPlantedBadRow() async throws {
        let report = try await Self.report(planting: "('X', 'Mixed up', -74.0, 40.7)")
        #expect(report.errors.map(\.check) == ["between(latitude)", "between(longitude)"])
    }
}
