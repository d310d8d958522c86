import Diagnostics
import Testing
import Warehouse

@testable import Quality

@Suite struct SuiteCatalogTests {
    @Test func theHousesSuitesHaveNoProblems() {
        #expect(SuiteCatalog().problems == [])
        #expect(SuiteCatalog().names.contains("bike_trips.raw"))
    }

    @Test func referenceSuitesHaveTheirChecks() throws {
        let count = { (name: String) in
            try SuiteCatalog().suites(named: name).flatMap(\.tables).reduce(0) { $0 + $1.checks.count }
        }
        #expect(try count("bike_trips") >= 14)
        #expect(try count("weather") >= 8)
    }

    @Test func suitesAreFoundBySourceAndByStage() throws {
        #expect(try SuiteCatalog().suites(named: "bike_trips").map(\.name) == ["bike_trips.raw", "bike_trips.core"])
        #expect(try SuiteCatalog().suites(named: "weather.raw").map(\.name) == ["weather.raw"])
    }

    @Test func wrongNameSuggestsTheNearest() {
        let error = #expect(throws: WeirError.self) { try SuiteCatalog().suites(named: "bike_trip.raw") }
        #expect(error?.message == "there is no suite 'bike_trip.raw': did you mean 'bike_trips.raw'?")
        #expect(error?.exitCode == 2)
    }

    @Test(
        arguments: [
            ([Suite("b.raw", table: "t", checks: [.notNull("x")])], "quality.bad_suite_name"),
            ([Suite("a", table: "t", checks: [.notNull("x")])], "quality.bad_suite_name"),
            ([Suite("a.raw", table: "t", checks: [])], "quality.empty_suite"),
            (
                [Suite("a.raw", table: "t", checks: [.notNull("x"), .notNull("x", mostly: 0.5)])],
                "quality.duplicate_name"
            ),
            ([Suite("a.raw", table: "t", checks: [.notNull("x", mostly: 1.5)])], "quality.bad_share"),
            (
                [
                    Suite("a.raw", table: "t", checks: [.notNull("x")]),
                    Suite("a.raw", table: "u", checks: [.notNull("x")]),
                ], "quality.duplicate_name"
            ),
        ] as [([Quality.Suite], WeirError.Code)])
    func mistakesInSuitesAreFound(suites: [Quality.Suite], code: WeirError.Code) {
        #expect(SuiteCatalog([SourceSuites("a", suites)]).problems.map(\.code) == [code])
    }
}
