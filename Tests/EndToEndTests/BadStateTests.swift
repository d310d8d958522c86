import DurableFiles
import Foundation
import Testing

/// Files of the platform's own that are damaged, a disk that is full, calls that are wrong.
@Suite(.startsPrograms) struct BadStateTests {
    @Test(arguments: ["garbage", "truncated"]) func aCorruptStateFileIsNamedAndNotTouched(damage: String) async throws {
        let project = try await MadeOnce.ranProject()
        let state = project.folder.file(".weir/state.sqlite")
        var bytes = try [UInt8](Data(contentsOf: state))
        if damage == "garbage" { bytes.replaceSubrange(0..<64, with: Array(repeating: 0x2A, count: 64)) }
        if damage == "truncated" { bytes.removeLast(bytes.count / 2) }
        try DurableFile.write(bytes, to: state)
        for words in [["run", "city_bikes"], ["runs"]] {
            let call = try await project.call(words)
            #expect(call.code == 1, "\(call.text)")
            #expect(call.messages.contains(".weir/state.sqlite"))
            #expect(call.messages.contains("hint: move it away with `mv "))
        }
        #expect(try [UInt8](Data(contentsOf: state)) == bytes)
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
        for ending in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(at: project.folder.file(".weir/state.sqlite\(ending)"))
        }
        let next = try await project.call("run city_bikes")
        #expect(next.code == 0, "\(next.text)")
    }

    @Test(arguments: [("dev", "duckdb", 20), ("dev", "duckdb", 100_000), ("lite", "sqlite", 5_000)])
    func aTruncatedWarehouseIsNamedAndTheSnapshotStillServes(
        target: String, ending: String, keptBytes: Int
    ) async throws {
        let project = target == "dev" ? try await MadeOnce.ranProject() : try await MadeOnce.freshProject()
        if target == "lite" { #expect(try await project.call("run city_bikes --target lite").code == 0) }
        let warehouse = project.folder.file(".weir/warehouse.\(ending)")
        let whole = try [UInt8](Data(contentsOf: warehouse))
        try DurableFile.write(Array(whole.prefix(keptBytes)), to: warehouse)
        let run = try await project.call(["run", "city_bikes", "--target", target])
        #expect(run.code == 1, "\(run.text)")
        #expect(run.messages.contains("damaged"))
        #expect(run.messages.contains(".weir/warehouse.\(ending)"))
        #expect(run.messages.contains("hint: move "))
        let days = try await project.rows("select count(*) as days from marts.mart_demand_daily", target: target)
        #expect(days == [["days": 90]])
        try DurableFile.write(whole, to: warehouse)
        let next = try await project.call(["run", "city_bikes", "--target", target])
        #expect(next.code == 0, "\(next.text)")
    }

    /// Kilobytes that a file may have: each limit stops another file.
    @Test(arguments: [
        (20, "state.sqlite"), (250, "warehouse.duckdb"), (1000, "warehouse.duckdb"), (2000, "the database cannot grow"),
    ])
    func aFullDiskSaysToFreeSpaceAndLosesNothing(kilobytes: Int, word: String) async throws {
        let project = try await MadeOnce.freshProject()
        let run = try await project.call(["run", "city_bikes"], fileLimitKilobytes: kilobytes)
        #expect(run.code == 1, "\(run.text)")
        #expect(run.messages.contains(word), "\(run.messages)")
        #expect(run.messages.contains("hint: free space on its disk"), "\(run.messages)")
        #expect(!run.messages.contains("move it away"))
        let next = try await project.call("run city_bikes")
        #expect(next.code == 0, "\(next.text)")
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
    }

    @Test func aFullDiskUnderASnapshotKeepsTheOneBefore() async throws {
        let project = try await MadeOnce.ranProject()
        let run = try await project.call(["run", "city_bikes"], fileLimitKilobytes: 2000)
        #expect(run.code == 1, "\(run.text)")
        #expect(run.messages.contains("hint: free space on its disk"), "\(run.messages)")
        let published = try await Fingerprint.of(project, Fingerprint.published, isLive: false)
        #expect(try await published == MadeOnce.undisturbed().published)
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
    }

    @Test func aFullDiskUnderTheLandingSaysSo() async throws {
        let project = try await MadeOnce.freshProject()
        let sample = try OwnSample(try await MadeOnce.sample())
        let row = "2021-04-01 08:00:00,2021-04-01 08:10:00,A,1,B,2,40.7,-74.0,40.7,-74.0,member\n"
        let header =
            "ride_id,rideable_type,started_at,ended_at,start_station_name,start_station_id,end_station_name,"
            + "end_station_id,start_lat,start_lng,end_lat,end_lng,member_casual\n"
        let rows = (0..<8000).map { "X\($0),classic_bike," + row }.joined()
        try sample.folder.write(header + rows, to: "bike_trips/202104-citibike-tripdata.csv")
        let ingest = try await project.call(
            ["ingest", "bike_trips"], environment: sample.environment, fileLimitKilobytes: 300)
        #expect(ingest.code == 1, "\(ingest.text)")
        #expect(ingest.messages.contains("202104-citibike-tripdata.csv"), "\(ingest.messages)")
        #expect(ingest.messages.contains("space"), "\(ingest.messages)")
        let next = try await project.call("ingest bike_trips", environment: sample.environment)
        #expect(next.code == 0, "\(next.text)")
        let trips = try await project.rows("select count(*) as trips from raw.bike_trips", isLive: true)
        #expect(trips == [["trips": 11_000]])
    }

    @Test(arguments: [
        (["run", "city_bike"], ["there is no pipeline 'city_bike'", "hint: did you mean 'city_bikes'?"]),
        (["run", "city_bikes", "--target", "lit"], ["weir.yml has no target 'lit'", "hint: did you mean 'lite'?"]),
        (["rum", "city_bikes"], ["'rum'", "did you mean 'run'?"]),
        (["run", "city_bikes", "--form", "2021-01"], ["--form", "did you mean '--from'?"]),
    ])
    func aWrongCallExitsWithTwoAndNamesTheNearest(words: [String], said: [String]) async throws {
        let project = try await MadeOnce.freshProject()
        let call = try await project.call(words)
        #expect(call.code == 2, "\(call.text)")
        for word in said { #expect(call.messages.contains(word), "\(call.messages)") }
        #expect(!FileManager.default.fileExists(atPath: project.folder.file(".weir").path))
    }

    @Test func anUnreadableSettingsFileIsNamedByLine() async throws {
        let project = try await MadeOnce.freshProject(settings: "schedule: {catch_up: [\n")
        let broken = try await project.call("run city_bikes")
        #expect(broken.code == 2)
        #expect(broken.messages.contains("error: the YAML is broken"))
        #expect(broken.messages.contains("--> weir.yml:"))
        #expect(broken.messages.contains("hint: "))
        let file = project.folder.file("weir.yml")
        try FileManager.default.removeItem(at: file)
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
        let folder = try await project.call("run city_bikes")
        #expect(folder.code == 2)
        #expect(folder.messages.contains("weir.yml' cannot be read"), "\(folder.messages)")
        #expect(folder.messages.contains("hint: "))
    }
}
