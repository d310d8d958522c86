import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct ResumeTests {
    private func bench() async throws -> IngestBench {
        let bench = try await IngestBench()
        try bench.write(Trips.file(Trips.row("A", "2024-05-01 09:00:00")), to: "202405-citibike-tripdata.csv")
        return bench
    }

    /// Puts the landing of a run back to how it stood when the phase before `status` had ended.
    private func rewind(_ bench: IngestBench, to status: LandingManifest.Status) throws {
        let folder = try #require(try bench.landings(of: .bikeTrips).last)
        var manifest = try #require(LandingManifest(in: folder))
        manifest.status = status
        try manifest.write(to: folder)
    }

    @Test func aLandingThatWasNotLoadedIsLoadedByTheNextRun() async throws {
        let bench = try await bench()
        try await bench.run(.bikeTrips)
        try rewind(bench, to: .landed)
        for table in ["bike_trips", "_weir_loads", "_weir_files", "_weir_state"] {
            try await bench.engine.run(SQL(raw: "drop table raw.\(table)"))
        }
        try FileManager.default.removeItem(at: bench.input.appending(path: "202405-citibike-tripdata.csv"))
        try bench.write(Trips.file(Trips.row("B", "2024-06-01 09:00:00")), to: "202406-citibike-tripdata.csv")
        let report = try await bench.run(.bikeTrips)
        #expect(report.loads.map(\.isRecovered) == [true, false])
        #expect(try await bench.rows("select ride_id from raw.bike_trips order by 1") == ["A", "B"])
        #expect(try await bench.rows("select cursor from raw._weir_state") == ["2024-06"])
        #expect(
            try bench.landings(of: .bikeTrips).map { try #require(LandingManifest(in: $0)).status } == [
                .loaded, .loaded,
            ])
    }

    @Test func aLoadThatWasCommittedIsNotRepeated() async throws {
        let bench = try await bench()
        try await bench.run(.bikeTrips)
        try rewind(bench, to: .landed)
        let report = try await bench.run(.bikeTrips)
        #expect(report.loads.isEmpty)
        #expect(try await bench.rows("select count(*) from raw._weir_loads") == ["1"])
        #expect(try bench.landings(of: .bikeTrips).map { try #require(LandingManifest(in: $0)).status } == [.loaded])
    }

    /// The bench's clock stands: every load begins at the same moment.
    @Test func noLoadGetsTheNameOfOneWhoseFolderIsGone() async throws {
        let bench = try await bench()
        try await bench.run(.bikeTrips)
        for number in 6...9 {
            let file = Trips.file(Trips.row("\(number)", "2024-0\(number)-01 09:00:00"))
            try bench.write(file, to: "20240\(number)-citibike-tripdata.csv")
            #expect(try await bench.run(.bikeTrips).rowsRead == 1)
        }
        #expect(try await bench.rows("select count(*) from raw.bike_trips") == ["5"])
        #expect(try await bench.rows("select count(distinct load_id) from raw._weir_loads") == ["5"])
    }

    @Test func anIncompleteLandingIsRemoved() async throws {
        let bench = try await bench()
        let folder = bench.directory.file(".weir/landing/bike_trips/20240101T000000000Z")
        try DurableFile.write("half", to: folder.appending(path: "files/202405-citibike-tripdata.csv"))
        #expect(try await bench.run(.bikeTrips).rowsRead == 1)
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test func aFullRefreshDropsWhatWasNotLoaded() async throws {
        let bench = try await bench()
        try await bench.run(.bikeTrips)
        try rewind(bench, to: .landed)
        try await bench.engine.run("delete from raw._weir_loads")
        let report = try await bench.run(.bikeTrips, ["location": "input"], IngestRequest(isFullRefresh: true))
        #expect(report.loads.map(\.isRecovered) == [false])
        #expect(try await bench.rows("select count(*) from raw.bike_trips") == ["1"])
    }

    @Test func keepsTheLastLandings() async throws {
        let bench = try await bench()
        for id in ["B", "C", "D", "E"] {
            bench.clock.advance(seconds: 60)
            try bench.write(Trips.file(Trips.row(id, "2024-05-01 09:00:00")), to: "202405-citibike-tripdata.csv")
            try await bench.run(.bikeTrips)
        }
        let landings = try bench.landings(of: .bikeTrips)
        #expect(landings.count == 3)
        #expect(
            try landings.map {
                try String(contentsOf: $0.appending(path: "files/202405-citibike-tripdata.csv"), encoding: .utf8)
                    .contains("\nB,")
            } == [false, false, false])
        #expect(try await bench.rows("select ride_id from raw.bike_trips order by 1") == ["B", "C", "D", "E"])
    }

    @Test func twoRunsOfASourceDoNotMix() async throws {
        let bench = try await bench()
        let (_, lock) = try Landing.open(bench.ingestion().landing, source: "bike_trips")
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "ingest.runs_already")
        #expect(error.isRetryable)
        lock.release()
        #expect(try await bench.run(.bikeTrips).rowsRead == 1)
    }

    @Test func aTableThatWasDroppedIsLoadedAgain() async throws {
        let bench = try await bench()
        try await bench.run(.bikeTrips)
        try await bench.engine.run("drop table raw.bike_trips")
        #expect(try await bench.run(.bikeTrips).rowsRead == 1)
    }

    @Test func theManifestSaysWhatLanded() async throws {
        let bench = try await IngestBench()
        try bench.zip("202405-citibike-tripdata.zip", [("t.csv", Trips.file(Trips.row("A", "2024-05-01 09:00:00")))])
        try await bench.run(.bikeTrips)
        let folder = try #require(try bench.landings(of: .bikeTrips).first)
        let file = try #require(LandingManifest(in: folder)?.json["files"]?[0])
        #expect(file["url"]?.string == "input/202405-citibike-tripdata.zip")
        #expect(
            file["sha256"]?.string
                == (try SHA256.hex(ofFile: bench.input.appending(path: "202405-citibike-tripdata.zip"))))
        let text = try String(contentsOf: folder.appending(path: "manifest.json"), encoding: .utf8)
        #expect(text.contains("\"rows\": 1"))
        #expect(text.contains("\"path\": \"unpacked/202405-citibike-tripdata.zip/t.csv\""))
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "unpacked").path))
    }
}
