import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Ingest
import Testing
import Warehouse

@Suite struct MovedProjectTests {
    private let source = Shop.source(key: [], disposition: .append)
    private let old: IngestBench
    private let moved: TemporaryDirectory

    init() async throws {
        (old, moved) = (try await IngestBench(), try TemporaryDirectory())
        try old.write("id,name,price,changed_at\n1,a,2,\n2,b,3,\n", to: "a.csv")
    }

    /// Runs the source in the same warehouse, after all of the project's files went to the other folder.
    private func runMoved(_ settings: [String: String] = ["location": "input"]) async throws -> IngestReport {
        for name in ["input", ".weir"] where FileManager.default.fileExists(atPath: old.directory.file(name).path) {
            try DurableFile.rename(old.directory.file(name), to: moved.file(name))
        }
        return try await Ingestion(
            engine: old.engine, root: moved.url, transport: ScriptedTransport([]), clock: old.clock
        ).run(source, settings: settings)
    }

    @Test(arguments: ["input", "input/*.csv", "input/a.csv"])
    func movingAProjectLoadsNothingAgain(location: String) async throws {
        try await old.run(source, ["location": location])
        #expect(try await runMoved(["location": location]).loads.isEmpty)
        #expect(try await old.rows("select count(*) from raw.orders") == ["2"])
    }

    @Test func aProjectThatMovedTakesWhatIsNew() async throws {
        try await old.run(source)
        _ = try await runMoved()
        try moved.write("id,name,price,changed_at\n3,c,1,\n", to: "input/b.csv")
        try moved.write("id,name,price,changed_at\n4,d,1,\n", to: "input/a.csv")
        #expect(try await runMoved().rowsRead == 2)
        #expect(try await old.rows("select id from raw.orders order by 1") == ["1", "2", "3", "4"])
    }

    @Test(arguments: [true, false])
    func wholePathsOfOlderReleasesAreRecognised(isMoved: Bool) async throws {
        try await old.run(source)
        let place = old.directory.url.path + "/"
        try await old.engine.run("update raw._weir_files set address = \(place) || address")
        #expect(try await old.rows("select address from raw._weir_files") == ["\(place)input/a.csv"])
        #expect(try await (isMoved ? runMoved() : old.run(source)).loads.isEmpty)
        old.clock.advance(seconds: 60)
        try old.write("id,name,price,changed_at\n5,e,1,\n", to: "more/a.csv")
        #expect(try await old.run(source, ["location": "input/more"]).rowsRead == 1)
        #expect(try await old.rows("select id from raw.orders order by 1") == ["1", "2", "5"])
    }

    @Test func aFileOutsideTheProjectKeepsItsWholePath() async throws {
        let outside = try moved.write("id,name,price,changed_at\n1,a,2,\n", to: "far/a.csv")
        try await old.run(source, ["location": outside.path])
        #expect(try await old.rows("select address from raw._weir_files") == [outside.path])
        #expect(try await old.run(source, ["location": outside.path]).loads.isEmpty)
    }

    @Test func aMonthlyFeedInAMovedProjectIsNotMergedAgain() async throws {
        try old.zip("202405-citibike-tripdata.zip", [("t.csv", Trips.file(Trips.row("a", "2024-05-01 09:00:00")))])
        try await old.run(.bikeTrips)
        try DurableFile.rename(old.input, to: moved.file("input"))
        let report = try await Ingestion(
            engine: old.engine, root: moved.url, transport: ScriptedTransport([]), clock: old.clock
        ).run(.bikeTrips, settings: ["location": "input"])
        #expect(report.loads.isEmpty)
        #expect(report.skippedFiles == 1)
    }
}
