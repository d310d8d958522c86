import Diagnostics
import DuckDBEngine
import Testing
import Warehouse

@testable import Quality

@Suite struct AirQualitySuiteTests {
    @Test(arguments: [(7.5, [String]()), (-1, ["between(pm25_micrograms)"]), (1001, ["between(pm25_micrograms)"])])
    func aReadingIsPlausible(reading: Double, checks: [String]) async throws {
        let engine = try await DuckDB.open()
        try await engine.run(
            """
            create schema raw;
            create table raw.air_quality as select 'CCNY' as station_id, timestamp '2024-05-01 00:00:00' as measured_at,
              cast(\(reading) as double) as pm25_micrograms
            """)
        let report = try await Checker(engine: engine, clock: ManualClock()).run(SuiteCatalog([.airQuality]).suites)
        #expect(report.errors.map(\.check) == checks)
    }
}
