import Foundation

/// How a database is opened.
public struct DuckDBSettings: Sendable, Hashable {
    /// What a connection may do.
    public enum Access: Sendable, Hashable {
        /// Read and write, under the lock file beside the database.
        case readWrite
        /// Read what is in the file and nothing else: no other file, no network, no change of settings.
        case readOnly
    }

    /// What a connection may do.
    public var access: Access
    /// Threads for one statement; nil takes one a processor.
    public var threads: Int?
    /// The most memory DuckDB takes before it spills to disk, in bytes; nil takes its default, 80 % of the machine's.
    public var memoryLimitBytes: Int?
    /// Where it spills to; nil takes a folder beside the database, or the system's for one in
    /// memory.
    public var temporaryFolder: URL?

    /// Read and write, with DuckDB's own limits, by default.
    public init(
        access: Access = .readWrite, threads: Int? = nil, memoryLimitBytes: Int? = nil, temporaryFolder: URL? = nil
    ) {
        self.access = access
        self.threads = threads
        self.memoryLimitBytes = memoryLimitBytes
        self.temporaryFolder = temporaryFolder
    }

    private static let systemFolder = FileManager.default.temporaryDirectory.appending(
        path: "weir-duckdb-\(ProcessInfo.processInfo.processIdentifier)")

    /// The options that DuckDB is opened with.
    func options(file: String?) -> [(name: String, value: String)] {
        var options = [
            ("errors_as_json", "true"), ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
            // Merging takes the last row of a key by `rowid`: rows must be stored in the order of files and lines.
            ("preserve_insertion_order", "true"),
            ("access_mode", access == .readOnly ? "READ_ONLY" : "AUTOMATIC"),
        ]
        if let threads { options.append(("threads", String(threads))) }
        if let memoryLimitBytes { options.append(("memory_limit", "\(memoryLimitBytes)B")) }
        // DuckDB's own default for a database in memory is a folder where the program was started.
        let beside = file.map { $0 + ".spill" }
        let spill = temporaryFolder?.path ?? beside ?? Self.systemFolder.path
        options.append(("temp_directory", spill))
        return options
    }

    /// The statements that run once after opening.
    var preamble: [String] {
        ["set global TimeZone = 'UTC'"]
            + (access == .readOnly ? ["set enable_external_access = false", "set lock_configuration = true"] : [])
    }
}
