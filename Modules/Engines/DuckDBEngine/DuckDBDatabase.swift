import CDuckDB
import Diagnostics
import DurableFiles
import Foundation
import Synchronization
import Warehouse

/// One open database: its handle, its lock file, and the connections that are not lent at the moment.
///
/// Unchecked because of the raw handle: DuckDB's database handle may be used by every thread; it is set in `init` and
/// destroyed once, in `destroy`, which `state` lets happen only when no connection is lent and none will be.
final class DuckDBDatabase: @unchecked Sendable {
    private struct State {
        var idle: [DuckDBConnection] = []
        var lent = 0
        var isClosing = false
    }

    /// The file with its links resolved; nil in memory.
    let path: String?
    let settings: DuckDBSettings
    private let functions: DuckDBFunctions
    private let lock: LockFile?
    private let handle: CDuckDBDatabase
    private let state = Mutex(State())

    /// Opens the database; blocks.
    init(path: String?, settings: DuckDBSettings, functions: DuckDBFunctions) throws {
        (self.path, self.settings, self.functions) = (path, settings, functions)
        lock = settings.access == .readWrite ? try path.map(Self.acquireLock) : nil
        do { handle = try Self.open(path: path, settings: settings, functions: functions) } catch {
            lock?.release()
            throw error
        }
    }

    /// Lends a connection to `body`, on the connection's own thread.
    func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result {
        let connection = try borrow()
        let interrupter = connection.interrupter
        do {
            let result = try await withTaskCancellationHandler {
                try await connection.lend(body)
            } onCancel: {
                interrupter.cancel()
            }
            giveBack(connection)
            return result
        } catch {
            giveBack(connection)
            throw error
        }
    }

    private func borrow() throws -> DuckDBConnection {
        let idle = try state.withLock { state -> DuckDBConnection? in
            if state.isClosing { throw WeirError.databaseClosed(path.map { URL(filePath: $0) }) }
            state.lent += 1
            return state.idle.popLast()
        }
        if let idle { return idle }
        do {
            return DuckDBConnection(session: try DuckDBSession(database: handle, functions: functions))
        } catch {
            giveBack(nil)
            throw error
        }
    }

    /// Takes a connection back; ends one that a body has left changed, and closes after the last one.
    private func giveBack(_ connection: DuckDBConnection?) {
        let isLast = state.withLock { state in
            state.lent -= 1
            if let connection, !state.isClosing, !connection.isChanged {
                state.idle.append(connection)
            } else {
                connection?.interrupter.disconnect()
            }
            return state.isClosing && state.lent == 0
        }
        if isLast { destroy() }
    }

    /// Closes the database as soon as no connection is lent; blocks.
    func close() {
        let isFree = state.withLock { state in
            state.isClosing = true
            for connection in state.idle { connection.interrupter.disconnect() }
            state.idle = []
            return state.lent == 0
        }
        if isFree { destroy() }
    }

    /// Every connection has ended: DuckDB keeps a file open as long as one is left, and the lock must outlast that.
    private func destroy() {
        var handle: CDuckDBDatabase? = handle
        functions.call.close(&handle)
        lock?.release()
    }

    private static func acquireLock(of path: String) throws -> LockFile {
        let file = URL(filePath: path + ".lock")
        do { return try LockFile.acquire(at: file) } catch let error as WeirError where error.code == "files.locked" {
            throw WeirError.databaseInUse(path, by: LockFile.holder(of: file))
        }
    }

    private static func open(
        path: String?, settings: DuckDBSettings, functions: DuckDBFunctions
    ) throws -> CDuckDBDatabase {
        var config: CDuckDBConfig?
        guard functions.call.create_config(&config) == 0, let made = config else { throw WeirError.noConfiguration() }
        defer { functions.call.destroy_config(&config) }
        for (name, value) in settings.options(file: path) where functions.call.set_config(made, name, value) != 0 {
            throw WeirError.badOption(name, value)
        }
        var database: CDuckDBDatabase?
        var message: UnsafeMutablePointer<CChar>?
        let outcome = functions.call.open_ext(path, &database, made, &message)
        let text = functions.take(message)
        guard outcome == 0, let opened = database else {
            throw DuckDBFailure(text ?? "the database cannot be opened").error(opening: path)
        }
        do {
            let session = try DuckDBSession(database: opened, functions: functions)
            for statement in settings.preamble { _ = try session.run(SQL(raw: statement)) }
        } catch {
            functions.call.close(&database)
            throw error
        }
        return opened
    }
}
