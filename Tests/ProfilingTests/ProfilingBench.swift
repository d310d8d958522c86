import Archive
import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import HTTPClient
import JSON
import Warehouse

@testable import Profiling

/// A folder for samples, and a profiler on a database in memory.
struct ProfilingBench: Sendable {
    let folder: TemporaryDirectory
    private let work: TemporaryDirectory
    private let engine: DuckDB

    init() async throws {
        folder = try TemporaryDirectory(prefix: "profiling-test")
        work = try TemporaryDirectory(prefix: "profiling-test-work")
        engine = try await DuckDB.open(
            settings: DuckDBSettings(threads: 2, temporaryFolder: folder.file("spill")))
    }

    /// A profile of what stands in the folder, or at an address.
    func profile(
        _ place: String, keeping previous: SourceProfile? = nil, transport: (any HTTPTransport)? = nil,
        freeBytes: Int? = nil
    ) async throws -> SourceProfile {
        let carrier: any HTTPTransport = transport ?? ScriptedTransport([])
        var room: (@Sendable (URL) -> Int?)?
        if let freeBytes { room = { _ in freeBytes } }
        let profiler = Profiler(
            engine: engine, transport: { carrier }, clock: ManualClock(), folder: work.url, freeBytes: room)
        return try await profiler.profile(place, from: folder.url, keeping: previous)
    }

    /// The only resource of a sample that is written first.
    func resource(_ text: String, named name: String = "sample.csv", keeping previous: SourceProfile? = nil)
        async throws
        -> ResourceProfile
    { try await resource(Array(text.utf8), named: name, keeping: previous) }

    /// The only resource of a sample that is written first.
    func resource(_ bytes: [UInt8], named name: String = "sample.csv", keeping previous: SourceProfile? = nil)
        async throws
        -> ResourceProfile
    {
        try write(bytes, to: name)
        return try await profile(name, keeping: previous).resources[0]
    }

    /// The error that a sample is refused with.
    func refusal(_ place: String, transport: (any HTTPTransport)? = nil, freeBytes: Int? = nil) async -> WeirError? {
        do {
            _ = try await profile(place, transport: transport, freeBytes: freeBytes)
            return nil
        } catch { return WeirError(wrapping: error) }
    }

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = folder.file(name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
    }

    /// Writes an archive of these files.
    func archive(_ kind: ArchiveKind, _ files: [(String, String)], to name: String) throws {
        let writer = try ArchiveWriter(kind)
        for (path, text) in files { try writer.add(path, Array(text.utf8)) }
        try write(try writer.finish(), to: name)
    }

    func run(_ sql: String) async throws { try await engine.run(SQL(raw: sql)) }

    /// What the profiler has left in its folder.
    func leftovers() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: work.url.path) }
}

extension ResourceProfile {
    /// The names of the columns that hold.
    var names: [String] { columns.map(\.name.value) }
    /// The types that hold, as people write them.
    var types: [String] { columns.map(\.type.value.description) }

    subscript(name: String) -> ColumnProfile? { column(name) }

    var delimited: DelimitedFormat? { if case .delimited(let format) = format { format } else { nil } }
    var json: JSONFormat? { if case .json(let format) = format { format } else { nil } }
    var sheet: SheetFormat? { if case .sheet(let format) = format { format } else { nil } }
}

/// Lines of delimited text for numbers that count up.
func lines(_ range: Range<Int>, _ line: (Int) -> String) -> String { range.map { line($0) + "\n" }.joined() }

/// A number with zeros in front.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// A column of values that count up, and what it must be.
struct ColumnCase: Sendable, CustomStringConvertible {
    let header: String
    let expected: String
    let reading: String
    private let value: @Sendable (Int) -> String

    init(
        _ header: String, _ expected: String, _ reading: String = "plain", _ value: @escaping @Sendable (Int) -> String
    ) {
        (self.header, self.expected, self.reading, self.value) = (header, expected, reading, value)
    }

    var values: [String] { (0..<40).map(value) }
    var description: String { "\(header): \(value(3))" }
}
