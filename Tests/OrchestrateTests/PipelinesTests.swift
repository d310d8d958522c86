import Orchestrate
import Testing

/// The pipelines of the house; a project's own stand beside them and are its own to test.
@Suite struct PipelinesTests {
    private static let references: [Pipeline] = [.bikeTrips, .weather, .cityBikes]

    @Test func theReferencePipelinesAreSound() throws {
        let known = KnownNames(
            sources: ["bike_trips", "weather"],
            suites: ["bike_trips.raw", "bike_trips.core", "weather.raw", "city_bikes.marts"],
            notebooks: ["marts_eda"])
        try Pipeline.validate(Self.references, known: known)
        #expect(Self.references.map(\.name) == ["bike_trips", "weather", "city_bikes"])
        #expect(Self.references.allSatisfy(Pipeline.all.contains))
    }

    @Test func checksStandBetweenEverySourceAndItsModels() throws {
        for pipeline in Self.references {
            let kinds = pipeline.steps.map(\.kind)
            let models = try #require(kinds.firstIndex(of: .transform))
            let ingested = pipeline.steps[..<models].filter { $0.kind == .ingest }.map { $0.subject + ".raw" }
            let checked = pipeline.steps[..<models].filter { $0.kind == .check }.map(\.subject)
            #expect(ingested == checked, "\(pipeline.name)")
            #expect(pipeline.steps[models].wait == .allAbove)
        }
    }
}
