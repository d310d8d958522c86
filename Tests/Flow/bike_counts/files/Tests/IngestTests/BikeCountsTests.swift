import DuckDBEngine
import Foundation
import HTTPClient
import Ingest
import SQLiteEngine
import Testing
import Warehouse

@Suite struct BikeCountsTests {
    private static let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "Fixtures/bike_counts")
    private static let engines = ["duckdb", "sqlite"]
    private static let all = "select site, counted_at, bikes from raw.bike_counts order by 1, 2"

    private func bench(_ engine: String) async throws -> IngestBench {
        try await IngestBench(engine: engine == "duckdb" ? DuckDB.open() : SQLite.open())
    }

    private static func record(_ site: String, _ time: String, counts: String?) -> String {
        let count = counts.map { #", "counts": "\#($0)""# } ?? ""
        return #"{"id": "\#(site)\#(time)", "site": "\#(site)", "date": "2024-05-01T\#(time):00.000"\#(count), "#
            + #""status": "4"}"#
    }

    @Test(arguments: engines) func theFixtureLoadsWholeAndASecondLoadChangesNothing(_ engine: String) async throws {
        let bench = try await bench(engine)
        let settings = ["location": Self.fixture.path]
        #expect(try await bench.run(.bikeCounts, settings).rowsRead == 48)
        #expect(try await bench.rows("select count(*), count(bikes) from raw.bike_counts") == ["48|46"])
        #expect(try await bench.run(.bikeCounts, settings).loads.isEmpty)
        #expect(try await bench.rows("select count(*) from raw.bike_counts") == ["48"])
    }

    @Test(arguments: engines) func numbersInQuotesAreNumbersAndASilentCounterHasNone(_ engine: String) async throws {
        let bench = try await bench(engine)
        let records = [Self.record("300020904", "00:00", counts: "41"), Self.record("300020904", "00:15", counts: nil)]
        try bench.write("[\(records.joined(separator: ","))]", to: "counts.json")
        try await bench.run(.bikeCounts)
        #expect(
            try await bench.rows(Self.all) == [
                "300020904|2024-05-01 00:00:00|41", "300020904|2024-05-01 00:15:00|",
            ])
    }

    @Test func aCorrectedCountTakesThePlaceOfTheOldOne() async throws {
        let bench = try await bench("duckdb")
        try bench.write("[\(Self.record("a", "00:00", counts: "41"))]", to: "first.json")
        try await bench.run(.bikeCounts)
        try bench.write("[\(Self.record("a", "00:00", counts: "39"))]", to: "later.json")
        try await bench.run(.bikeCounts)
        #expect(try await bench.rows(Self.all) == ["a|2024-05-01 00:00:00|39"])
    }

    @Test func aLaterRunAsksForAWeekBeforeTheNewestCount() async throws {
        let bench = try await bench("duckdb")
        let server = ScriptedTransport { _ in .json("[\(Self.record("a", "00:00", counts: "41"))]") }
        let settings = ["location": "https://portal.test/counts.json"]
        try await bench.run(.bikeCounts, settings, IngestRequest(), server)
        try await bench.run(.bikeCounts, settings, IngestRequest(), server)
        let queries = server.requests.map { $0.url.query(percentEncoded: false) ?? "" }
        #expect(queries.count == 2)
        #expect(queries.first?.contains("$where") == false)
        #expect(queries.last?.contains("$where=date >= '2024-04-24") == true)
        #expect(queries.allSatisfy { $0.contains("$limit=50000") && $0.contains("$offset=0") })
    }
}
