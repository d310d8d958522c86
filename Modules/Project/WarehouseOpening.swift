import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import SQLiteEngine
import Warehouse

/// What somebody wants to do with a warehouse.
public enum WarehouseAccess: Sendable, Hashable {
    /// Change it, under its lock.
    case write
    /// Read it and nothing else; nobody may be writing.
    case read
}

extension WeirProject {
    /// Opens a target's warehouse, lends its engine to `body`, and closes it whatever happens.
    ///
    /// Writing waits `waitSeconds` for whoever holds the lock, then throws `engine.busy` (retryable), which names them.
    /// Reading a warehouse that is not there throws `project.no_warehouse`.
    public func withWarehouse<Result: Sendable>(
        of target: Target, _ access: WarehouseAccess, waitSeconds: Double = 0, clock: any WallClock = SystemWallClock(),
        _ body: (any Engine) async throws -> Result
    ) async throws -> Result {
        let opened = try await openWarehouse(of: target, access, waitSeconds: waitSeconds, clock: clock)
        do {
            let result = try await body(opened.engine)
            await opened.close()
            return result
        } catch {
            await opened.close()
            throw error
        }
    }

    /// Opens a target's warehouse, for a caller that closes it; see `withWarehouse`.
    public func openWarehouse(
        of target: Target, _ access: WarehouseAccess, waitSeconds: Double = 0, clock: any WallClock = SystemWallClock()
    ) async throws -> OpenWarehouse {
        if access == .read, !FileManager.default.fileExists(atPath: target.warehouse.path) {
            throw WeirError.noWarehouse(target: target.name, file: paths.shown(target.warehouse))
        }
        if access == .write { try DurableFile.createFolder(target.warehouse.deletingLastPathComponent()) }
        return try await open(target.warehouse, for: target, access, waitSeconds: waitSeconds, clock: clock)
    }

    /// Opens any file with the engine and the limits of a target: a warehouse, a snapshot.
    public func open(
        _ file: URL, for target: Target, _ access: WarehouseAccess, waitSeconds: Double = 0,
        clock: any WallClock = SystemWallClock()
    ) async throws -> OpenWarehouse {
        switch target.engine {
        case .duckdb:
            let settings = DuckDBSettings(
                access: access == .read ? .readOnly : .readWrite, threads: target.threads,
                memoryLimitBytes: target.memoryLimitBytes)
            let library = DuckDBLibrary.Search(project: paths.root, environment: environment)
            let engine = try await DuckDB.open(
                file: file, settings: settings, library: library, waitSeconds: waitSeconds, clock: clock)
            return OpenWarehouse(engine: engine) { await engine.close() }
        case .sqlite:
            let engine = try await SQLite.open(
                file: file, settings: access == .read ? .snapshot : .warehouse, waitSeconds: waitSeconds, clock: clock)
            return OpenWarehouse(engine: engine) { await engine.close() }
        }
    }
}

/// An engine that was opened, and how to close it.
public struct OpenWarehouse: Engine {
    /// The engine.
    public let engine: any Engine
    /// Closes it; to be called once, after the last use.
    public let close: @Sendable () async -> Void

    /// An engine and how to close it.
    public init(engine: any Engine, close: @escaping @Sendable () async -> Void) {
        self.engine = engine
        self.close = close
    }

    /// How the engine writes SQL.
    public var dialect: any SQLDialect { engine.dialect }

    /// Lends a connection of the engine.
    public func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result { try await engine.withConnection(body) }
}
