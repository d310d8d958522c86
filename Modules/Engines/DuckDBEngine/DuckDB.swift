import Diagnostics
import Foundation
import Synchronization
import Warehouse

/// DuckDB as a warehouse: one database, in a file or in memory, with connections that are lent.
///
///     let engine = try await DuckDB.open(file: URL(filePath: ".weir/warehouse.duckdb"))
///     let trips = try await engine.read("select count(*) from core.fct_trips").scalar
///     await engine.close()
///
/// Everybody in the process who opens the same file gets the same database: DuckDB would accept a second one and lose data.
public final class DuckDB: Engine {
    private let handle: Mutex<DuckDBDatabase?>
    /// The file, or nil for a database in memory.
    public let file: URL?
    /// DuckDB's way to write SQL.
    public let dialect: any SQLDialect = DuckDBDialect()

    private init(_ database: DuckDBDatabase, file: URL?) {
        handle = Mutex(database)
        self.file = file
    }

    deinit {
        guard let database = handle.withLock({ $0.take() }) else { return }
        Task { await DuckDBRegistry.process.release(database) }
    }

    /// Opens a file (and creates it, for writing), or a database in memory.
    ///
    /// For writing it takes the lock file beside the database; when another process holds that, it throws `engine.busy`
    /// (retryable), which names the process, after `waitSeconds`. A file that is open in this process already is shared,
    /// with the settings it was first opened with; opened in the other way it is `engine.busy` as well.
    public static func open(
        file: URL? = nil, settings: DuckDBSettings = DuckDBSettings(),
        library: DuckDBLibrary.Search = DuckDBLibrary.Search(), waitSeconds: Double = 0,
        clock: any WallClock = SystemWallClock()
    ) async throws -> DuckDB {
        let deadline = clock.now.addingTimeInterval(waitSeconds)
        while true {
            do {
                let database = try await DuckDBRegistry.process.open(file: file, settings: settings, library: library)
                return DuckDB(database, file: file)
            } catch let error as WeirError where error.code == .engineBusy {
                let leftSeconds = deadline.timeIntervalSince(clock.now)
                guard leftSeconds > 0 else { throw error }
                try await clock.sleep(seconds: min(0.2, leftSeconds))
            }
        }
    }

    /// Gives the database back, and waits until it is closed unless somebody else in the process has it open too.
    ///
    /// Later calls on this value throw `engine.closed`. Without it, the database is given back when nothing refers to it.
    public func close() async {
        guard let database = handle.withLock({ $0.take() }) else { return }
        await DuckDBRegistry.process.release(database)
    }

    public func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result {
        guard let database = handle.withLock({ $0 }) else { throw WeirError.databaseClosed(file) }
        return try await database.withConnection(body)
    }
}
