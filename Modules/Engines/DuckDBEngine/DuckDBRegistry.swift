import Diagnostics
import DurableFiles
import Foundation
import Warehouse

/// The databases that are open in this process: one a file.
///
/// Opening and closing happen one after the other on a thread of its own, so that nobody opens a file that is being closed.
actor DuckDBRegistry {
    /// The registry of the process: DuckDB's rule of one database a file holds for the whole of it.
    static let process = DuckDBRegistry()

    private struct Entry {
        let database: DuckDBDatabase
        var users: Int
    }

    private let executor = BlockingExecutor(label: "weir.duckdb.registry")
    private var entries: [ObjectIdentifier: Entry] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The database of a file, opened when it is not open yet; one in memory is always new.
    func open(file: URL?, settings: DuckDBSettings, library: DuckDBLibrary.Search) throws -> DuckDBDatabase {
        let path = try file.map { try Self.canonicalPath($0, creatingFolder: settings.access == .readWrite) }
        if let path, let open = entries.values.first(where: { $0.database.path == path }) {
            guard open.database.settings.access == settings.access else { throw WeirError.openOtherwise(path) }
            entries[ObjectIdentifier(open.database)]?.users += 1
            return open.database
        }
        let functions = try DuckDBLibrary.load(library).functions
        let database = try DuckDBDatabase(path: path, settings: settings, functions: functions)
        entries[ObjectIdentifier(database)] = Entry(database: database, users: 1)
        return database
    }

    /// Closes the database when its last user gives it back.
    func release(_ database: DuckDBDatabase) {
        guard let entry = entries[ObjectIdentifier(database)] else { return }
        guard entry.users == 1 else {
            entries[ObjectIdentifier(database)]?.users -= 1
            return
        }
        entries[ObjectIdentifier(database)] = nil
        database.close()
    }

    /// The path with the links of its folder and of the file itself resolved.
    private static func canonicalPath(_ file: URL, creatingFolder: Bool) throws -> String {
        let folder = file.standardizedFileURL.deletingLastPathComponent()
        if creatingFolder { try DurableFile.createFolder(folder) }
        let place = folder.resolvingSymlinksInPath().appending(path: file.standardizedFileURL.lastPathComponent)
        return place.resolvingSymlinksInPath().path
    }
}
