import Diagnostics
import DurableFiles
import Foundation
import Warehouse

/// Where a profile is worked out: a connection with its temporary tables, a folder for files, and how much may go there.
final class Workbench {
    /// The connection; its temporary tables live as long as it is lent.
    let connection: any EngineConnection
    private let folder: WorkFolder
    private var tables = 0

    init(_ connection: any EngineConnection, _ folder: WorkFolder) {
        self.connection = connection
        self.folder = folder
    }

    /// A name for a temporary table that nothing has yet.
    func newTable() throws -> TableName {
        tables += 1
        return try TableName(name: "weir_profile_\(tables)")
    }

    /// A place for a file of about so many bytes, which the disk must have room for.
    func newFile(_ ending: String, bytes: Int) throws -> URL { try folder.newFile(ending, bytes: bytes) }

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func run(_ text: String) throws -> Int {
        try Task.checkCancellation()
        return try connection.run(SQL(raw: text))
    }

    /// Reads a query's rows.
    func read(_ text: String) throws -> Table {
        try Task.checkCancellation()
        return try connection.read(SQL(raw: text))
    }

    /// The first value of a query as a whole number; 0 when it is none.
    func count(_ text: String) throws -> Int { Int(try read(text).scalar.integer ?? 0) }

    func quoted(_ name: String) -> String { connection.dialect.quote(name) }
    func literal(_ text: String) -> String { connection.dialect.literal(.text(text)) }

    /// A file for a table function of the engine; signs that it would read as patterns stand for themselves.
    func path(_ file: URL) -> String {
        "[" + literal(file.path.map { "[*?".contains($0) ? "[\($0)]" : String($0) }.joined()) + "]"
    }
}

/// A folder for files that a profile needs for a while, on a disk that may be small.
final class WorkFolder: Sendable {
    /// What is left for others on the disk.
    static let reserveBytes = 128 << 20

    private let folder: TemporaryDirectory
    private let freeBytes: @Sendable (URL) -> Int?

    /// - Parameters:
    ///   - parent: where it lies; by default the system's folder for temporary files.
    ///   - freeBytes: how much room the disk of a folder has; nil where it cannot be told.
    init(in parent: URL? = nil, freeBytes: @escaping @Sendable (URL) -> Int? = WorkFolder.freeBytes) throws {
        folder = try TemporaryDirectory(prefix: "weir-profile", in: parent)
        self.freeBytes = freeBytes
    }

    /// The folder itself.
    var url: URL { folder.url }

    /// Removes the folder with all it holds.
    func remove() { try? FileManager.default.removeItem(at: folder.url) }

    /// How many bytes may be written; nil where that cannot be told.
    var room: Int? { freeBytes(folder.url).map { max(0, $0 - Self.reserveBytes) } }

    /// Throws when the disk has no room for so many bytes more.
    func require(_ bytes: Int, for shown: String) throws {
        if let room, bytes > room {
            throw WeirError.diskTooSmall(
                shown, needed: bytes, free: room, folder: folder.url.deletingLastPathComponent())
        }
    }

    func newFile(_ ending: String, bytes: Int) throws -> URL {
        let name = String(UInt64.random(in: 0...UInt64.max), radix: 36)
        try require(bytes, for: "a working copy")
        return folder.url.appending(path: "\(name).\(ending)")
    }

    /// The room on the disk of a folder, as the system has it.
    @Sendable static func freeBytes(_ folder: URL) -> Int? {
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else { return nil }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
