import Diagnostics
import DuckDBEngine
import Foundation
import HTTPClient
import Ingest
import SQLiteEngine
import SampleData
import Testing
import Warehouse

/// What lands in a table is the same on every engine.
@Suite struct EnginesAgreeTests {
    private static let orderedTrips = "select * from raw.bike_trips order by ride_id"

    /// The rows of `query` on both engines after the same `work`.
    private func both(
        _ query: String, _ work: (IngestBench) async throws -> Void
    ) async throws -> (duckdb: [String], sqlite: [String]) {
        var results: [[String]] = []
        for engine in [try await DuckDB.open() as any Engine, try await SQLite.open()] {
            let bench = try await IngestBench(engine: engine)
            try await work(bench)
            results.append(try await bench.rows(query))
        }
        return (results[0], results[1])
    }

    @Test func onTheTripsOfTheSample() async throws {
        let rows = try await both(Self.orderedTrips) { bench in
            _ = try await SamplePlan(SampleOptions(months: 2, trips: 600, seed: 3), in: bench.input).apply()
            try await bench.run(.bikeTrips, ["location": "input/bike_trips"])
        }
        #expect(rows.duckdb.count == 600)
        #expect(rows.duckdb == rows.sqlite)
    }

    @Test(arguments: ["raw.weather_daily order by date", "raw.weather_hourly order by time"])
    func onTheWeatherOfTheSample(_ table: String) async throws {
        let rows = try await both("select * from \(table)") { bench in
            _ = try await SamplePlan(SampleOptions(months: 2, trips: 600, seed: 3), in: bench.input).apply()
            try await bench.run(.weather, ["location": "input/weather"])
        }
        #expect(rows.duckdb.count >= 59)
        #expect(rows.duckdb == rows.sqlite)
    }

    @Test func onTimesOfEveryForm() async throws {
        let starts = ["3/1/2020 9:05", "12/31/2019 23:59:58", "2020-03-01 10:00:00.1230", "2020-03-01T10:00:01"]
        let rows = try await both(Self.orderedTrips) { bench in
            let trips = starts.enumerated().map { Trips.legacy($0.element, bike: $0.offset) }
            try bench.write(([Trips.legacyHeader] + trips).joined(separator: "\n"), to: "202003-citibike-tripdata.csv")
            try await bench.run(.bikeTrips)
        }
        #expect(
            rows.duckdb.map { $0.split(separator: "|", omittingEmptySubsequences: false)[2] } == [
                "2020-03-01 09:05:00", "2019-12-31 23:59:58", "2020-03-01 10:00:00.123000", "2020-03-01 10:00:01",
            ])
        #expect(rows.duckdb == rows.sqlite)
    }

    @Test func onTheLastRowOfAKeyAndOnNewFields() async throws {
        let rows = try await both("select id, name, price, note from raw.orders order by id") { bench in
            try bench.write("id,name,price,changed_at\n1,a,1,\n1,b,2,\n2,c,,\n", to: "a.csv")
            try await bench.run(Shop.source())
            try bench.write("note,id,name,price,changed_at\nn,2,\"d\n\"\"e\"\"\",3,\n,3,,,\n", to: "b.csv")
            let report = try await bench.run(Shop.source())
            #expect(try #require(report.loads.first?.tables.first).counts == MergeCounts(inserted: 1, replaced: 1))
        }
        #expect(rows.duckdb == ["1|b|2.0|", "2|d\n\"e\"|3.0|n", "3|||"])
        #expect(rows.duckdb == rows.sqlite)
    }

    @Test func onRecordsOfPages() async throws {
        let rows = try await both("select id, name, price, changed_at, note from raw.orders order by id") { bench in
            let source = Shop.source(
                from: .rest(RESTExtraction(pagination: .page(parameter: "p", records: ["data"]))),
                format: .json(path: ["data"]))
            let server = ScriptedTransport([
                .json(#"{"data": [{"id": 1, "name": "a", "price": 2, "changed_at": "2024-05-01T10:00:00"}]}"#),
                .json(#"{"data": [{"note": "n", "id": 2, "name": null, "price": 0.5}, {"id": 1, "name": "b"}]}"#),
                .json(#"{"data": []}"#),
            ])
            try await bench.run(source, ["location": "https://shop.test/"], IngestRequest(), server)
        }
        #expect(rows.duckdb == ["1|b|||", "2||0.5||n"])
        #expect(rows.duckdb == rows.sqlite)
    }

    @Test func onValuesOfAnotherType() async throws {
        let rows = try await both(
            "select id, price, price__text, changed_at, changed_at__text from raw.orders order by id"
        ) { bench in
            try bench.write(
                "id,name,price,changed_at\n1,a,2.5,soon\n2,b,-1e3,2024-05-01 10:00:00\n3,c,three,\n", to: "a.csv")
            try await bench.run(Shop.source(), ["location": "input", "retyped_fields": "variant"])
        }
        #expect(rows.duckdb == ["1|2.5|||soon", "2|-1000.0||2024-05-01 10:00:00|", "3||three||"])
        #expect(rows.duckdb == rows.sqlite)
    }

    @Test(arguments: [
        (
            Trips.legacyFile(Trips.legacy("2020-03-01 10:00:00", bike: 1), Trips.legacy("noon", bike: 2)),
            "line 3: 'start time' is no time in a known form"
        ),
        (
            Trips.legacyFile(Trips.legacy("2020-03-01 10:00:00", bike: 1, birth: "long ago")),
            "line 2: a value of column 'birth_year' is no double"
        ),
        (Trips.legacyFile("1,2"), "line 2: a record has 2 fields where 15 are expected"),
    ])
    func onSQLiteABadRowIsNamedToo(_ text: String, _ reason: String) async throws {
        let bench = try await IngestBench(engine: try await SQLite.open())
        try bench.write(text, to: "202003-citibike-tripdata.csv")
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "ingest.bad_row")
        #expect(error.message == "'202003-citibike-tripdata.csv' cannot be loaded into raw.bike_trips: \(reason)")
    }
}
