import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct BadInputTests {
    private let trips = Trips.file(Trips.row("A1", "2024-05-01 09:00:00"))

    @Test func aTruncatedZipIsNamedAndLeavesNothing() async throws {
        let bench = try await IngestBench()
        let rows = (0..<2000).map { Trips.row("A\($0)", "2024-05-01 09:00:00") }
        let zip = try IngestBench.zipped([
            ("202405-citibike-tripdata.csv", ([Trips.header] + rows).joined(separator: "\n"))
        ])
        try DurableFile.write(
            Array(zip.prefix(zip.count / 2)), to: bench.directory.file("input/202405-citibike-tripdata.zip"))
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "archive.damaged")
        #expect(error.message.hasPrefix("'202405-citibike-tripdata.zip' is cut short or damaged"))
        #expect(error.hint == "fetch it again; it came from input/202405-citibike-tripdata.zip")
        try DurableFile.write(zip, to: bench.directory.file("input/202405-citibike-tripdata.zip"))
        #expect(try await bench.run(.bikeTrips).rowsRead == 2000)
    }

    @Test(arguments: [
        ("", "ingest.empty_file", "'202405-citibike-tripdata.csv' is empty"),
        ("\n \n", "ingest.empty_file", "'202405-citibike-tripdata.csv' is empty"),
        (
            "\n<!DOCTYPE html><html>log in</html>", "ingest.page_instead_of_data",
            "'202405-citibike-tripdata.csv' is a web page and no data"
        ),
        (
            "<?xml version=\"1.0\"?><Error/>", "ingest.page_instead_of_data",
            "'202405-citibike-tripdata.csv' is a web page and no data"
        ),
        ("a,b,c\n1,2,3\n", "ingest.unknown_header", "the header is of no known layout"),
    ])
    func whatIsNoDataIsRefused(_ text: String, _ code: String, _ message: String) async throws {
        let bench = try await IngestBench()
        try bench.write(text, to: "202405-citibike-tripdata.csv")
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code.rawValue == code)
        #expect(error.message == message)
        #expect(error.hint != nil)
        #expect(try await bench.tables() == [])
    }

    @Test func aRenamedFieldIsNamedWithItsNearMiss() async throws {
        let bench = try await IngestBench()
        try bench.write(trips.replacing("member_casual", with: "member_casul"), to: "202405-citibike-tripdata.csv")
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "ingest.vanished_field")
        #expect(error.message == "the file lacks 'member_casual', which files of the layout 'since February 2021' have")
        #expect(error.hint == "'member_casul' may be 'member_casual': correct the file, or the name in the layout")
        #expect(error.location?.file.hasSuffix("files/202405-citibike-tripdata.csv") == true)
    }

    @Test(arguments: [
        (Trips.row("Secret-9", "yesterday"), "line 3: column 'started_at' holds a value that is no timestamp"),
        ("Secret-9,classic_bike", "line 3: it has 2 fields where 13 are expected"),
    ])
    func aBadRowIsNamedByFileAndLineWithoutItsValues(_ row: String, _ reason: String) async throws {
        let bench = try await IngestBench()
        try bench.zip("202405-citibike-tripdata.zip", [("t.csv", trips + row + "\n")])
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "ingest.bad_row")
        #expect(error.message == "'202405-citibike-tripdata.zip/t.csv' cannot be loaded into raw.bike_trips: \(reason)")
        #expect(error.location?.line == 3)
        #expect(!error.description.contains("Secret-9"))
        #expect(!error.description.contains("yesterday"))
        #expect(
            try await bench.tables().allSatisfy { $0.contains("._weir") }
        )
        #expect(try await bench.rows("select count(*) from raw._weir_loads") == ["0"])
        #expect(try bench.landings(of: .bikeTrips).map { try #require(LandingManifest(in: $0)).status } == [.rejected])
        try bench.zip("202405-citibike-tripdata.zip", [("t.csv", trips)])
        #expect(try await bench.run(.bikeTrips).rowsRead == 1)
    }

    @Test func aLegacyTimeInNoKnownFormIsNamedByFile() async throws {
        let bench = try await IngestBench()
        try bench.write(
            Trips.legacyFile(Trips.legacy("2020-03-01 10:00:00", bike: 1), Trips.legacy("noon", bike: 2)),
            to: "202003-citibike-tripdata.csv")
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "ingest.bad_row")
        #expect(
            error.message
                == "'202003-citibike-tripdata.csv' cannot be loaded into raw.bike_trips: line 3: 'start time' is no time in a known form"
        )
        #expect(!error.description.contains("noon"))
    }

    @Test(arguments: [
        (["location": "nowhere"], "ingest.no_location"), (["location": "ftp://x.test/"], "ingest.bad_location"),
        ([:], "ingest.missing_setting"), (["location": "input", "lokation": "x"], "ingest.unknown_setting"),
        (["location": "input", "retyped_fields": "maybe"], "ingest.bad_setting"),
        (["location": "input", "from": "last week"], "ingest.bad_setting"),
    ])
    func wrongSettingsAreErrorsOfUsage(_ settings: [String: String], _ code: String) async throws {
        let bench = try await IngestBench()
        try bench.write(trips, to: "202405-citibike-tripdata.csv")
        let error = try await bench.failure(.bikeTrips, settings)
        #expect(error.code.rawValue == code)
        #expect(error.exitCode == 2)
        #expect(error.hint != nil)
    }

    @Test(
        arguments: [
            ("2024-13", nil, "ingest.bad_bound"), (nil, "soon", "ingest.bad_bound"),
            ("2024-06", "2024-05", "ingest.bad_window"),
        ] as [(String?, String?, String)])
    func wrongBoundsAreErrorsOfUsage(_ from: String?, _ to: String?, _ code: String) {
        let error = #expect(throws: WeirError.self) { try IngestRequest(from: from, to: to) }
        #expect(error?.code.rawValue == code)
        #expect(error?.exitCode == 2)
    }

    @Test func anEmptyDirectoryIsNamedWithTheNamesThatAreWanted() async throws {
        let bench = try await IngestBench()
        try bench.write("x", to: "readme.txt")
        let error = try await bench.failure(.bikeTrips)
        #expect(error.code == "ingest.no_files")
        #expect(error.message.hasPrefix("\(bench.input.path) has no file named like {year}{month}-*-tripdata*"))
    }

    @Test func aFullDiskLosesNothing() async throws {
        let bench = try await IngestBench()
        let full = ScriptedTransport { _ in
            .failure(WeirError.fileFailure(errno: ENOSPC, "written", path: "/x"))
        }
        let error = try await bench.failure(
            .weather, ["location": "https://archive.test/v1/archive"], IngestRequest(), full)
        #expect(error.code == "files.disk_full")
        #expect(try bench.landings(of: .weather).compactMap { LandingManifest(in: $0) }.isEmpty)
        let report = try await bench.run(
            .weather, ["location": "https://archive.test/v1/archive"], IngestRequest(),
            ScriptedTransport { _ in .json(Answers.imperial) })
        #expect(report.rowsRead == 4)
        #expect(try bench.landings(of: .weather).count == 1)
    }
}
