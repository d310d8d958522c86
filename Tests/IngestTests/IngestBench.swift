import Archive
import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import HTTPClient
import Ingest
import SQLiteEngine
import Testing
import Warehouse

/// A warehouse, a folder for input, and a clock that stands at 2024-06-20 12:00 UTC, for one test.
final class IngestBench: Sendable {
    let directory: TemporaryDirectory
    let engine: any Engine
    let clock = ManualClock(Date(timeIntervalSince1970: 1_718_884_800))
    let events = CollectingSink()

    init(engine: (any Engine)? = nil) async throws {
        directory = try TemporaryDirectory(prefix: "weir-ingest")
        if let engine {
            self.engine = engine
        } else {
            self.engine = try await DuckDB.open()
        }
    }

    var input: URL { directory.file("input") }

    func ingestion(_ transport: any HTTPTransport = ScriptedTransport([])) -> Ingestion {
        Ingestion(
            engine: engine, root: directory.url, transport: transport, retry: HTTPRetry(attempts: 3), clock: clock,
            events: events)
    }

    @discardableResult
    func run(
        _ source: Source, _ settings: [String: String] = ["location": "input"],
        _ request: IngestRequest = IngestRequest(), _ transport: any HTTPTransport = ScriptedTransport([])
    ) async throws -> IngestReport {
        try await ingestion(transport).run(source, settings: settings, request)
    }

    /// The error that a run throws.
    func failure(
        _ source: Source, _ settings: [String: String] = ["location": "input"],
        _ request: IngestRequest = IngestRequest(), _ transport: any HTTPTransport = ScriptedTransport([])
    ) async throws -> WeirError {
        let error = await #expect(throws: WeirError.self) {
            try await self.run(source, settings, request, transport)
        }
        return try #require(error)
    }

    /// Rows of a query as texts joined by `|`; null is empty.
    func rows(_ sql: String) async throws -> [String] {
        try await engine.read(SQL(raw: sql)).rows.map { $0.map(\.description).joined(separator: "|") }
    }

    /// The names of all tables.
    func tables() async throws -> [String] {
        try await engine.withConnection { try $0.relations().map(\.name.description) }
    }

    func write(_ text: String, to name: String) throws { try directory.write(text, to: "input/\(name)") }

    func zip(_ name: String, _ members: [(String, String)]) throws {
        try DurableFile.write(try Self.zipped(members), to: directory.file("input/\(name)"))
    }

    static func zipped(_ members: [(String, String)]) throws -> [UInt8] {
        try zipped(members.map { ($0.0, Array($0.1.utf8)) })
    }

    static func zipped(_ members: [(String, [UInt8])]) throws -> [UInt8] {
        let writer = try ArchiveWriter(.zip)
        for (path, bytes) in members { try writer.add(path, bytes) }
        return try writer.finish()
    }

    /// The folders of landings, oldest first.
    func landings(of source: Source) throws -> [URL] {
        let folder = directory.file(".weir/landing/\(source.name)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix("Z") }.sorted()
            .map { folder.appending(path: $0) }
    }
}

/// Files of trips as the feed writes them.
enum Trips {
    static let header =
        "ride_id,rideable_type,started_at,ended_at,start_station_name,start_station_id,end_station_name,end_station_id,start_lat,start_lng,end_lat,end_lng,member_casual"
    static let legacyHeader =
        "tripduration,starttime,stoptime,start station id,start station name,start station latitude,start station longitude,end station id,end station name,end station latitude,end station longitude,bikeid,usertype,birth year,gender"

    /// A trip of the present schema that starts at `start` and takes ten minutes or so.
    static func row(_ id: String, _ start: String, member: String = "member", name: String = "Newport") -> String {
        "\(id),classic_bike,\(start),2024-05-01 09:10:00,\(name),JC066,City Hall,JC003,40.7,-74.0,40.71,-74.04,\(member)"
    }

    static func file(_ rows: String...) -> String { ([header] + rows).joined(separator: "\n") + "\n" }

    static func legacy(_ start: String, bike: Int, user: String = "Subscriber", birth: String = "1985", gender: Int = 1)
        -> String
    {
        "300,\(start),2020-03-01 10:05:00.5000,3186,Grove St PATH,40.7196,-74.0431,3203,Hamilton Park,40.7276,-74.0442,\(bike),\(user),\(birth),\(gender)"
    }

    static func legacyFile(_ rows: String...) -> String { ([legacyHeader] + rows).joined(separator: "\n") + "\n" }
}
