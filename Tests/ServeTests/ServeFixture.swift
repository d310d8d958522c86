import Diagnostics
import DuckDBEngine
import Foundation
import RunStore
import Warehouse

@testable import Serve

/// A published snapshot and a state file with made rows, for pages to show.
///
/// 40 days from 1 May 2024: day n (from 0) has 100 + n trips, of which 60 are by members; every fifth day is wet.
final class ServeFixture: Sendable {
    let folder: URL
    let engine: DuckDB
    let state: StateReader

    /// The repository's own pages.
    static let pages = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Modules/Serve/Pages").standardizedFileURL

    /// Their paths in the order of the navigation; a project has others beside them.
    static let paths = ["/", "/weather", "/quality", "/runs", "/catalog"]

    static let publishedAt = Date(timeIntervalSince1970: 1_719_000_000)

    init(withRuns: Bool = true) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "weir-serve-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        engine = try await DuckDB.open()
        state = StateReader(folder.appending(path: "state.sqlite"))
        for statement in Self.statements { try await engine.run(SQL(raw: statement)) }
        if withRuns { try await Self.addRuns(to: folder) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var data: PublishedData {
        PublishedData(id: "one", run: "20240621-200000-abcd", publishedAt: Self.publishedAt, engine: engine)
    }

    private static let statements = [
        "create schema marts",
        """
        create table marts.mart_demand_daily as
        with days as (select n, date '2024-05-01' + n::integer as date, dayname(date '2024-05-01' + n::integer) as day_name,
          isodow(date '2024-05-01' + n::integer) as day_of_week, n % 5 = 0 as wet from range(40) as t(n))
        select date, 100 + n as trips, 60 as member_trips, 40 + n as casual_trips, 60.0 / (100 + n) as member_share,
          12.5::double as average_duration_minutes, 12.5 * (100 + n) as total_duration_minutes, day_of_week, day_name,
          day_of_week >= 6 as is_weekend, (10 + n * 0.5)::double as temperature_mean_celsius,
          case when wet then 6.0 else 0.0 end::double as precipitation_mm,
          case when wet then 'Moderate rain' else 'No rain' end as rain_category,
          case when n < 20 then 'Mild' else 'Warm' end as temperature_category
        from days
        """,
        """
        create table marts.mart_weather_effect as
        select rain_category, temperature_category, count(*) as days, sum(trips)::bigint as trips,
          avg(trips) as trips_per_day, 12.5::double as average_duration_minutes,
          sum(member_trips) / sum(trips) as member_share
        from marts.mart_demand_daily group by all
        """,
        """
        create table marts.mart_station_stats as
        select 'S' || n as station_id, 'Station ' || n || ' & <Co>' as station_name, 40.7 as latitude, -74.0 as longitude,
          500 - n as departures, 400 - n as arrivals, 900 - 2 * n as trips, 300 - n as member_departures,
          (300 - n) / (500 - n) as member_share, 10.0 + n / 10 as average_duration_minutes, 30 as active_days
        from range(30) as t(n)
        """,
    ]

    /// A run that succeeded, with two checks, and a later one that failed in its second step.
    private static func addRuns(to folder: URL) async throws {
        let clock = ManualClock(Date(timeIntervalSince1970: 1_718_900_000))
        let numbers = Counter()
        let store = try await StateStore.open(
            folder.appending(path: "state.sqlite"), clock: clock,
            suffix: { "run\(numbers.increment())" })
        let steps = [NewStep("ingest weather", kind: "ingest"), NewStep("check weather", kind: "check")]
        for succeeds in [true, false] {
            let run = try await store.beginRun(NewRun(pipeline: "city_bikes", target: "dev"), steps: steps).id
            clock.advance(seconds: 2)
            _ = try await store.beginAttempt(run: run, step: "ingest weather")
            clock.advance(seconds: 3)
            try await store.finishStep(
                run: run, step: "ingest weather", .succeeded, result: StepResult(rows: 1200, summary: "1 load"))
            _ = try await store.beginAttempt(run: run, step: "check weather")
            try await store.record(checks(at: clock.now, passing: succeeds), target: "dev", run: run)
            clock.advance(seconds: 1)
            let error = KeptError(code: "quality.failed", message: "1 check failed", hint: "run `weir check weather`")
            try await store.finishStep(
                run: run, step: "check weather", succeeds ? .succeeded : .failed, error: succeeds ? nil : error)
            try await store.finishRun(run, succeeds ? .succeeded : .failed, error: succeeds ? nil : error)
            clock.advance(seconds: 3600)
        }
    }

    private static func checks(at date: Date, passing: Bool) -> [CheckResult] {
        [
            CheckResult(
                suite: "weather.raw", check: "date is never null", kind: "not_null", table: "raw.weather_daily",
                column: "date", status: .passed, observed: "0 of 40 rows", expected: "no nulls", checkedAt: date),
            CheckResult(
                suite: "weather.raw", check: "rain is plausible", kind: "between", table: "raw.weather_daily",
                column: "precipitation_mm", status: passing ? .passed : .failed,
                observed: passing ? "0 rows" : "3 of 40 rows",
                expected: "0 to 300", rowsChecked: 40, rowsFailing: passing ? 0 : 3, checkedAt: date),
        ]
    }
}
