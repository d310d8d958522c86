import Diagnostics
import DurableFiles
import Foundation
import SQLiteEngine
import Warehouse

/// The state file `.weir/state.sqlite`: runs, steps, attempts, check results and their history, slots of schedules.
///
/// One writer a process, a write-ahead log, short transactions. Commits wait for the disk at checkpoints only
/// (`synchronous = normal`): a killed process loses nothing, the file is never damaged, and a power cut can lose the last
/// moments of a history whose data vouches for itself in the warehouse. So a step costs no fsync.
///
/// Opening it marks runs whose process is gone as interrupted.
public actor StateStore {
    /// What is lost when the file is moved away.
    static let contents = "the history of runs, check results and schedules (never the data in the warehouse)"

    /// The state file.
    public nonisolated let file: URL
    let connection: SQLiteConnection
    let clock: any WallClock
    let suffix: @Sendable () -> String
    let process: ProcessIdentity
    private let executor = BlockingExecutor(label: "weir.state")

    /// The thread of its own that the calls run on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Opens the file, creates it with its folders where it is missing, and brings it to this program's version.
    ///
    /// - Parameters:
    ///   - suffix: what tells runs of one second apart; four random signs by default.
    ///   - process: who runs; this process by default.
    public static func open(
        _ file: URL, clock: any WallClock = SystemWallClock(),
        suffix: @escaping @Sendable () -> String = RunID.randomSuffix, process: ProcessIdentity = .current
    ) async throws -> StateStore {
        let store = try await offload {
            try StateStore(file: file, clock: clock, suffix: suffix, process: process)
        }
        try await store.markCrashedRuns()
        return store
    }

    private init(
        file: URL, clock: any WallClock, suffix: @escaping @Sendable () -> String, process: ProcessIdentity
    ) throws {
        self.file = file
        self.clock = clock
        self.suffix = suffix
        self.process = process
        try DurableFile.createFolder(file.deletingLastPathComponent())
        connection = try SQLiteConnection(
            file, settings: SQLiteSettings(synchronous: .normal, busyTimeoutSeconds: 30, contents: Self.contents))
        try StateSchema.migrate(connection, file: file.path)
    }

    /// Runs a query on the store's own connection: for the documented views, when the store is open already.
    public func read(_ sql: SQL) throws -> Table { try connection.table(sql) }

    var now: SQLiteValue { .moment(clock.now) }
}

extension SQLiteConnection {
    func table(_ sql: SQL, atMost rowLimit: Int? = nil) throws -> Table {
        let (text, values) = sql.rendered(by: SQLiteDialect())
        return try table(text, values.map { SQLiteValue($0) }, atMost: rowLimit)
    }
}

extension SQLiteValue {
    /// A moment as the state file holds it: text in UTC, cut to microseconds.
    static func moment(_ date: Date) -> SQLiteValue { .text(Timestamp(date).description) }

    /// A moment, or null for nil.
    static func moment(_ date: Date?) -> SQLiteValue { date.map { .moment($0) } ?? .null }
}

extension SQLiteRow {
    /// The column as a moment; nil when it is null.
    func moment(_ column: Int) -> Date? { text(column).flatMap { Timestamp($0)?.date } }

    /// An error in three columns; nil when there is none.
    func error(from column: Int) -> KeptError? {
        text(column).map { KeptError(code: $0, message: text(column + 1) ?? "", hint: text(column + 2)) }
    }
}

extension KeptError {
    /// The three columns of an error.
    static func columns(_ error: KeptError?) -> [SQLiteValue] {
        [.optional(error?.code), .optional(error?.message), .optional(error?.hint)]
    }

    /// What is kept of an error.
    public init(_ error: any Error) {
        let error = WeirError(wrapping: error)
        self.init(code: error.code.rawValue, message: error.message, hint: error.hint)
    }
}
