import Orchestrate
import Testing

@Suite struct PipelinesTests {
    @Test func theReferencePipelinesAreSound() throws {
        let known = KnownNames(
            sources: ["bike_trips", "weather"],
            suites: ["bike_trips.raw", "bike_trips.core", "weather.raw", "city_bikes.marts"],
            notebooks: ["marts_eda"])
        try Pipeline.validate(Pipeline.all, known: known)
        #expect(Pipeline.all.map(\.name) == ["bike_trips", "weather", "city_bikes"])
    }

    @Test func checksStandBetweenEverySourceAndItsModels() throws {
        for pipeline in Pipeline.all {
            let kinds = pipeline.steps.map(\.kind)
            let models = try #require(kinds.firstIndex(of: .transform))
            let ingested = pipeline.steps[..<models].filter { $0.kind == .ingest }.map { $0.subject + ".raw" }
            let checked = pipeline.steps[..<models].filter { $0.kind == .check }.map(\.subject)
            #expect(ingested == checked, "\(pipeline.name)")
            #expect(pipeline.steps[models].wait == .allAbove)
        }
    }
}
