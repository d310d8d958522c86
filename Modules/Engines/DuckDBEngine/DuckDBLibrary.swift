import CDuckDB
import Diagnostics
import Foundation
import Synchronization

/// DuckDB's C library, loaded when it is first needed and never closed.
public struct DuckDBLibrary: Sendable {
    /// The version that set-up installs; `Scripts/versions.env` says the same.
    public static let pinnedVersion = "2.0.1"

    /// The functions of the library.
    let functions: DuckDBFunctions
    /// Where the library was found: a file, or the bare name that the system resolved.
    public let path: String

    /// The library's own version: `v2.0.1`.
    public var version: String { String(cString: functions.call.library_version()) }

    private static let loaded = Mutex<DuckDBLibrary?>(nil)

    /// The library: the one that this process has loaded already, else the first that `search` finds.
    ///
    /// Blocks for about 0.1 s the first time. Throws `engine.library_missing`, which lists every place looked at, or
    /// `engine.library_unusable`, which names what is wrong with the one that was found.
    public static func load(_ search: Search = Search()) throws -> DuckDBLibrary {
        try loaded.withLock { loaded in
            if let loaded { return loaded }
            let library = try search.find()
            loaded = library
            return library
        }
    }

    /// Opens one file; nil when there is no such file.
    static func open(_ candidate: Search.Candidate) throws -> DuckDBLibrary? {
        if candidate.isFile, !FileManager.default.fileExists(atPath: candidate.path) { return nil }
        var handle = dlopen(candidate.path, RTLD_LAZY | RTLD_LOCAL)
        if handle == nil, let names = candidate.pythonNames, FileManager.default.fileExists(atPath: names) {
            // A wheel's extension module leaves names of Python undefined; the stub beside it defines them.
            guard dlopen(names, RTLD_NOW | RTLD_GLOBAL) != nil else {
                throw WeirError.libraryUnusable(names, because: lastLoaderMessage())
            }
            handle = dlopen(candidate.path, RTLD_LAZY | RTLD_LOCAL)
        }
        guard let handle else {
            if !candidate.isFile { return nil }
            throw WeirError.libraryUnusable(candidate.path, because: lastLoaderMessage())
        }
        var missing: UnsafePointer<CChar>?
        guard let functions = CDuckDBBind(handle, &missing) else {
            let name = missing.map { String(cString: $0) } ?? "a function"
            throw WeirError.libraryUnusable(candidate.path, because: "it has no '\(name)'")
        }
        return DuckDBLibrary(functions: DuckDBFunctions(functions), path: candidate.path)
    }

    private static func lastLoaderMessage() -> String { dlerror().map { String(cString: $0) } ?? "unknown reason" }
}
