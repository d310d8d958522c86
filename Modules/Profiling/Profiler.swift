import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Warehouse

/// Finds out what a sample of a source holds: a file, a folder, or an address.
///
///     let profiler = Profiler(engine: duckDB)
///     let profile = try await profiler.profile("air_quality.csv", from: directory)
///
/// It guesses from the ends of files and from sampled rows, and asks all rows, in the engine, for what it asserts: types, keys,
/// what is never missing. Needs DuckDB. Writes nothing but files in the system's folder for temporary ones, which go when it ends.
public struct Profiler: Sendable {
    /// An engine whose connections can make temporary tables; DuckDB.
    private let engine: any Engine
    private let transport: @Sendable () throws -> any HTTPTransport
    private let clock: any WallClock
    private let events: any EventSink
    private let folder: URL?
    private let freeBytes: @Sendable (URL) -> Int?

    /// A profiler.
    ///
    /// - Parameters:
    ///   - transport: what carries requests, made when an address is asked; by default one that reaches public addresses only.
    ///   - folder: where it keeps files meanwhile; by default the system's folder for temporary ones.
    ///   - freeBytes: the room on the disk of a folder; by default what the system says.
    public init(
        engine: any Engine,
        transport: @escaping @Sendable () throws -> any HTTPTransport = {
            try CurlTransport(addresses: AddressGuard())
        },
        clock: any WallClock = SystemWallClock(), events: any EventSink = SilentSink(), folder: URL? = nil,
        freeBytes: (@Sendable (URL) -> Int?)? = nil
    ) {
        self.engine = engine
        self.transport = transport
        self.clock = clock
        self.events = events
        self.folder = folder
        self.freeBytes = freeBytes ?? WorkFolder.freeBytes
    }

    /// The profile of a sample.
    ///
    /// - Parameters:
    ///   - text: a path, seen from `directory`, or an http(s) address.
    ///   - previous: an earlier profile of it: what a person overruled there holds, and stands in the new one.
    /// - Throws: a `WeirError` of kind `usage` for what cannot be profiled; nothing is left behind.
    public func profile(
        _ text: String, from directory: URL, keeping previous: SourceProfile? = nil
    ) async throws -> SourceProfile {
        let place = try SamplePlace(text, directory: directory)
        let folder = try WorkFolder(in: self.folder, freeBytes: freeBytes)
        // Not when the last closure lets go of it: the program may have ended by then.
        defer { folder.remove() }
        var (gathered, location) = try await gather(place, shown: text, into: folder)
        let found = gathered
        let collected = try await offload { [location] in
            try Collecting(found, shown: location, previous: previous).collect()
        }
        try folder.requireForLoading(collected.groups.flatMap(\.files))
        gathered.sha256 = try await offload { try found.packed.map { try SHA256.hex(ofFile: $0) } }
        let origin = gathered
        let profile = try await engine.withConnection { [location] connection in
            try SourceJudge(
                bench: Workbench(connection, folder), gathered: origin, location: location, previous: previous
            ).judge(collected)
        }
        return profile
    }

    /// The files of a place, and how it is called in the profile.
    private func gather(
        _ place: SamplePlace, shown: String, into folder: WorkFolder
    ) async throws -> (Gathered, String) {
        switch place {
        case .file(let file):
            let name = file.lastPathComponent
            return (try await offload { try Gathering(folder: folder).file(file, shown: name) }, shown)
        case .folder(let place):
            return (try await offload { try Gathering(folder: folder).folder(place, shown: shown) }, shown)
        case .address(let url):
            let fetcher = SampleFetcher(try transport(), clock: clock, events: events)
            let fetched = try await fetcher.fetch(url, into: folder)
            return (
                try await offload { try Gathering(folder: folder).file(fetched.file, shown: fetched.shown) },
                url.masked()
            )
        }
    }
}

extension WorkFolder {
    /// What the engine spills of large files to the disk must fit there too.
    func requireForLoading(_ files: [DataFile]) throws {
        let bytes = try files.reduce(0) { $0 + (try $1.bytes()) }
        if bytes > Self.memoryBytes { try require(bytes, for: files.count == 1 ? files[0].shown : "the sample") }
    }

    /// Files up to so many bytes stay in the engine's memory.
    private static let memoryBytes = 256 << 20
}
