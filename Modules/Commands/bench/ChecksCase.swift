import Diagnostics
import DuckDBEngine
import Foundation
import Quality
import Warehouse

/// Every check of raw.bike_trips, against one scan by hand that counts the same.
struct ChecksCase {
    let files: BenchFiles

    func measure(_ side: Side) async throws -> Measurement {
        try await files.withDatabase(copyOf: files.raw) { engine in
            switch side {
            case .ours:
                let suites = try SuiteCatalog().suites(named: "bike_trips.raw")
                let checker = Checker(engine: engine, clock: SystemWallClock())
                return Measurement(
                    seconds: try await Measurement.seconds { try await checker.run(suites).throwIfFailed() })
            case .bare:
                return try await engine.withConnection { connection in
                    try Measurement(seconds: seconds { _ = try connection.read(Self.scan) })
                }
            }
        }
    }

    private static let scan: SQL = """
        select count(*), count(ride_id), count(distinct ride_id), count(started_at), count(ended_at),
          count(member_casual), count(*) filter (where member_casual not in ('member', 'casual')),
          count(gender), count(*) filter (where gender not in ('male', 'female', 'unknown')),
          count(birth_year), count(*) filter (where birth_year < 1850 or birth_year > 2100),
          count(start_lat), count(*) filter (where start_lat < 40.4 or start_lat > 41.2),
          count(start_lng), count(*) filter (where start_lng < -74.5 or start_lng > -73.5),
          count(*) filter (where started_at is not null and ended_at is not null),
          count(*) filter (where not started_at <= ended_at), count(start_station_id), count(end_station_id)
        from raw.bike_trips
        """
}
