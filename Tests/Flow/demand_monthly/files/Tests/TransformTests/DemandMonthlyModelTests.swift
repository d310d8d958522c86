import Testing
import Warehouse

@testable import Transform

/// Months on the trips of the reference tests: six on one day of May 2024, two on another.
@Suite struct DemandMonthlyModelTests {
    private static func months(_ kind: EngineKind, _ more: SQL? = nil) async throws -> [[Value]] {
        let engine = try await ReferenceModelsTests.warehouse(kind, weather: false)
        if let more { try await engine.run(more) }
        let project = try ReferenceModelsTests.load(engine)
        let plan = try project.plan(TransformSelection(["+mart_demand_monthly"]))
        try await project.build(plan, engine: engine).throwIfFailed()
        return try await engine.read("select * from marts.mart_demand_monthly order by year, month").rows
    }

    @Test(arguments: EngineKind.allCases) func daysOfAMonthAreAddedUp(kind: EngineKind) async throws {
        let seconds = 600.0 + 1800 + 86_400 + 10 + 1200
        #expect(try await Self.months(kind) == [[2024, 5, 2, 8, 4.0, .double(seconds / 5 / 60)]])
    }

    @Test(arguments: EngineKind.allCases) func theSameMonthOfAnotherYearIsAnotherMonth(kind: EngineKind) async throws {
        let months = try await Self.months(
            kind, "update raw.bike_trips set started_at = '2023-05-31 23:00:00', ended_at = null where ride_id = 'a'")
        #expect(months.map { $0.prefix(4) } == [[2023, 5, 1, 1], [2024, 5, 2, 7]])
    }
}
