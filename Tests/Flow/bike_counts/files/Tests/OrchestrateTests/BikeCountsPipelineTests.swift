import Orchestrate
import Testing

@Suite struct BikeCountsPipelineTests {
    @Test func everyNameIsKnown() throws {
        let known = KnownNames(sources: ["bike_counts"], suites: ["bike_counts.raw"], notebooks: [])
        try Pipeline.validate([.bikeCounts], known: known)
        #expect(Pipeline.all.contains(.bikeCounts))
    }

    @Test func countsAreCheckedBeforeAnythingReadsThem() {
        #expect(
            Pipeline.bikeCounts.steps.map(\.name) == [
                "ingest bike_counts", "check bike_counts.raw", "transform tag:bike_counts", "publish",
            ])
        #expect(Pipeline.bikeCounts.steps.allSatisfy { $0.wait == .allAbove })
    }
}
