import Foundation
import SQLiteEngine

/// A database file in a folder of its own that goes away with it.
final class SQLiteFile {
    let folder: URL
    let url: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "weir-sqlite-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        url = folder.appending(path: "data.sqlite")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func open(_ settings: SQLiteSettings = SQLiteSettings(busyTimeoutSeconds: 0)) throws -> SQLiteConnection {
        try SQLiteConnection(url, settings: settings)
    }
}
