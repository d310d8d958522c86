import Diagnostics
import Foundation
import Synchronization
import Warehouse

/// SQLite as a warehouse: one file, with connections that are lent.
///
///     let engine = try await SQLite.open(file: URL(filePath: ".weir/warehouse.sqlite"))
///     let trips = try await engine.read("select count(*) from core.fct_trips").scalar
///     await engine.close()
///
/// Slower than DuckDB by far on large tables, and there where nothing else is. It reads CSV and JSON, and no Parquet.
public final class SQLite: Engine {
    private let database: SQLiteDatabase
    /// The file, or nil for a temporary one.
    public let file: URL?
    /// SQLite's way to write SQL.
    public let dialect: any SQLDialect = SQLiteDialect()

    private init(_ database: SQLiteDatabase, file: URL?) { (self.database, self.file) = (database, file) }

    deinit { database.close() }

    /// Opens a file (and creates it, for writing), or a temporary database that goes away with this value for nil.
    ///
    /// For writing it takes the lock file beside the database; while another one holds that, it throws `engine.busy`
    /// (retryable), which names the process, after `waitSeconds`.
    public static func open(
        file: URL? = nil, settings: SQLiteSettings = .warehouse, waitSeconds: Double = 0,
        clock: any WallClock = SystemWallClock()
    ) async throws -> SQLite {
        let deadline = clock.now.addingTimeInterval(waitSeconds)
        while true {
            do {
                return SQLite(try await offload { try SQLiteDatabase(file, settings: settings) }, file: file)
            } catch let error as WeirError where error.code == .engineBusy {
                let leftSeconds = deadline.timeIntervalSince(clock.now)
                guard leftSeconds > 0 else { throw error }
                try await clock.sleep(seconds: min(0.2, leftSeconds))
            }
        }
    }

    /// Closes the database; later calls throw `engine.closed`. Without it, it is closed when nothing refers to it.
    public func close() async {
        let database = database
        // Nothing in it throws; the call itself blocks while the log is written back.
        _ = try? await offload { database.close() }
    }

    public func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result {
        try await database.withConnection(body)
    }
}

extension SQLiteSettings {
    /// How a warehouse is opened: writers of one process wait for each other, as long as it takes.
    public static let warehouse = SQLiteSettings(
        busyTimeoutSeconds: 3600, contents: "the warehouse's tables, which the sources can fill again,")

    /// How a published file is opened.
    public static let snapshot = SQLiteSettings(access: .readOnly, busyTimeoutSeconds: 10, contents: "the snapshot")
}
