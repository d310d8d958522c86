import Diagnostics
import DuckDBEngine
import RunStore
import Testing
import Warehouse

@testable import Quality

/// The suites of the house on tables as the contract has them, with a few good rows.
@Suite struct ReferenceSuitesTests {
    private static let tables: [String] = [
        """
        create table raw.bike_trips as select 'A' || i as ride_id, 'classic_bike' as rideable_type,
          timestamp '2021-02-01 08:00:00' + to_hours(i) as started_at,
          timestamp '2021-02-01 08:20:00' + to_hours(i) as ended_at, 'Here' as start_station_name,
          '5779.08' as start_station_id, 'There' as end_station_name, 'JC105' as end_station_id,
          40.7::double as start_lat, -74.0::double as start_lng, 40.7::double as end_lat, -74.0::double as end_lng,
          'member' as member_casual, null::varchar as bike_id, null::bigint as birth_year, null::varchar as gender
        from range(20) t(i)
        """,
        """
        create table raw.weather_daily as select 'new_york' as location, date '2021-02-01' as date,
          3::bigint as weather_code, 5.0::double as temperature_max_celsius, 1.0::double as temperature_min_celsius,
          3.0::double as temperature_mean_celsius, 0.4::double as precipitation_mm, 10.0::double as wind_speed_max_kmh
        """,
        """
        create table raw.weather_hourly as select 'new_york' as location, timestamp '2021-02-01 00:00:00' + to_hours(i)
          as time, 3.0::double as temperature_celsius, 60.0::double as relative_humidity_percent,
          0.1::double as precipitation_mm
        from range(24) t(i)
        """,
        """
        create table core.fct_trips as select ride_id, started_at::date as trip_date, hour(started_at) as start_hour,
          started_at, ended_at, 1200::bigint as duration_seconds, true as is_valid_duration, member_casual,
          rideable_type, start_station_id, end_station_id from raw.bike_trips
        """,
        """
        create table core.dim_stations as select * from
          (values ('5779.08', 'Here', 40.7, -74.0), ('JC105', 'There', 40.7, -74.0))
          t(station_id, station_name, latitude, longitude)
        """,
        """
        create table marts.mart_demand_daily as select trip_date as date, count(*) as trips, count(*) as member_trips,
          0::bigint as casual_trips, 1.0::double as member_share, 1 as day_of_week, 'No rain' as rain_category,
          3.0::double as temperature_mean_celsius from core.fct_trips group by trip_date
        """,
        """
        create table marts.mart_station_stats as select station_id, 3 as departures, 4 as arrivals, 7 as trips
        from core.dim_stations
        """,
    ]

    private static func warehouse() async throws -> DuckDB {
        let engine = try await DuckDB.open()
        try await engine.run("create schema raw; create schema core; create schema marts")
        for table in tables { try await engine.run(SQL(raw: table)) }
        return engine
    }

    private static func run(_ engine: DuckDB) async throws -> CheckReport {
        try await Checker(engine: engine, clock: ManualClock()).run(
            SuiteCatalog([.bikeTrips, .weather, .cityBikes]).suites)
    }

    @Test func goodTablesPassEveryCheck() async throws {
        let report = try await Self.run(Self.warehouse())
        #expect(report.results.filter { $0.status != .passed }.map(\.message) == [])
        #expect(report.results.count > 40)
    }

    @Test(arguments: [
        (
            "insert into raw.bike_trips select * from raw.bike_trips limit 1",
            ["unique(ride_id)", "same_row_count(raw.bike_trips)"]
        ),
        ("update raw.bike_trips set member_casual = 'Subscriber' where ride_id = 'A3'", ["in_set(member_casual)"]),
        ("update raw.weather_daily set temperature_mean_celsius = 68", ["between(temperature_mean_celsius)"]),
        ("update core.fct_trips set end_station_id = 'X' where ride_id = 'A3'", ["refers_to(end_station_id)"]),
        ("update core.fct_trips set duration_seconds = -5 where ride_id = 'A3'", ["valid_durations_are_plausible"]),
        ("update marts.mart_demand_daily set trips = trips + 1", ["every_trip_has_a_day"]),
        ("delete from raw.weather_hourly where time > '2021-01-30'", ["fresh(time)"]),
    ])
    func plantedFaultIsFoundByItsCheck(fault: String, checks: [String]) async throws {
        let engine = try await Self.warehouse()
        try await engine.run(SQL(raw: fault))
        let report = try await Self.run(engine)
        #expect(report.errors.map(\.check) == checks)
    }
}
