import Testing
import Warehouse

@testable import Transform

/// The models of the counters on a few rows whose result was worked out by hand.
@Suite struct BikeCountsModelsTests {
    private static func built(_ kind: EngineKind) async throws -> (engine: any Engine, report: TransformReport) {
        let engine = try await kind.open()
        try await engine.withConnection { try $0.createSchema("raw") }
        try await engine.run(
            """
            create table raw.bike_counts (site text, counted_at timestamp, bikes bigint, status text, id text);
            insert into raw.bike_counts values
              ('a', '2024-05-01 06:45:00', 1, '4', '1'), ('a', '2024-05-01 07:00:00', 10, '4', '2'),
              ('a', '2024-05-01 09:45:00', 20, '4', '3'), ('a', '2024-05-01 10:00:00', null, '4', '4'),
              ('a', '2024-05-02 00:00:00', 5, '4', '5'), ('b', '2024-05-01 08:00:00', null, '0', '6');
            """)
        let project = try ReferenceModelsTests.load(engine)
        let plan = try project.plan(TransformSelection(["tag:bike_counts"]))
        return (engine, try await project.build(plan, engine: engine))
    }

    private static func day(_ text: String) -> Value { CalendarDay(text).map(Value.day) ?? .null }

    @Test(arguments: EngineKind.allCases) func bothModelsAreBuiltAndTheirTestsPass(kind: EngineKind) async throws {
        let report = try await Self.built(kind).report
        #expect(report.errors.map(\.description) == [])
        #expect(report.count(.success) == 2)
    }

    @Test(arguments: EngineKind.allCases) func stagingKeepsEveryRow(kind: EngineKind) async throws {
        let rows = try await Self.built(kind).engine.read(
            "select count(*), count(bikes), min(hour_of_day), max(hour_of_day) from staging.stg_bike_counts"
        ).rows
        #expect(rows == [[6, 4, 0, 10]])
    }

    @Test(arguments: EngineKind.allCases) func daysAddUpWhatWasCountedAndSayWhatWasNot(kind: EngineKind) async throws {
        let rows = try await Self.built(kind).engine.read("select * from marts.mart_bike_counts order by site, date")
            .rows
        let expected: [[Value]] = [
            ["a", Self.day("2024-05-01"), 31, 3, 1, 30], ["a", Self.day("2024-05-02"), 5, 1, 0, nil],
            ["b", Self.day("2024-05-01"), nil, 0, 1, nil],
        ]
        #expect(rows == expected)
    }
}
