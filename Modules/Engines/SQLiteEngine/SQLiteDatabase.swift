import Diagnostics
import DurableFiles
import Foundation
import Synchronization
import Warehouse

/// One open file: its lock, and the connections that are not lent at the moment.
final class SQLiteDatabase: Sendable {
    /// A connection on its way from one borrower to the next. Unchecked: the pool hands each one to a single borrower at a
    /// time, which uses it on one thread and gives it back.
    private struct Idle: @unchecked Sendable { let session: SQLiteSession }

    private let path: URL
    private let settings: SQLiteSettings
    private let lock: LockFile?
    private let folder: TemporaryDirectory?
    private let state = Mutex<(idle: [Idle], isClosed: Bool)>(([], false))

    /// Opens the file, or a temporary one for nil; blocks.
    init(_ file: URL?, settings: SQLiteSettings) throws {
        folder = file == nil ? try TemporaryDirectory(prefix: "weir-sqlite") : nil
        path = file ?? (folder?.file("memory.sqlite") ?? URL(filePath: ""))
        self.settings = settings
        if settings.access == .readOnly || file == nil {
            lock = nil
        } else {
            try DurableFile.createFolder(path.deletingLastPathComponent())
            lock = try Self.acquireLock(of: path)
        }
        let first = Idle(session: try SQLiteSession(file: path, settings: settings))
        state.withLock { $0.idle.append(first) }
    }

    func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result {
        let interrupt = SQLiteInterrupt()
        return try await withTaskCancellationHandler {
            try await offload { [self] in
                if interrupt.isCancelled { throw WeirError.interrupted }
                let session = try borrow()
                defer { giveBack(session) }
                return try session.lend(until: interrupt, body)
            }
        } onCancel: {
            interrupt.cancel()
        }
    }

    private func borrow() throws -> SQLiteSession {
        let idle = try state.withLock { state in
            if state.isClosed { throw WeirError.sqliteClosed(path.path) }
            return state.idle.popLast()
        }
        return try idle?.session ?? SQLiteSession(file: path, settings: settings)
    }

    /// Takes a connection back; one that a borrower changed is closed.
    private func giveBack(_ session: SQLiteSession) {
        let idle = Idle(session: session)
        state.withLock { state in
            if !state.isClosed, !idle.session.isChanged, state.idle.count < 4 { state.idle.append(idle) }
        }
    }

    /// Closes the connections that are not lent, and gives the lock back.
    func close() {
        let idle = state.withLock { state in
            defer { state = ([], true) }
            return state.idle
        }
        withExtendedLifetime(idle) {}
        lock?.release()
    }

    private static func acquireLock(of path: URL) throws -> LockFile {
        let file = URL(filePath: path.path + ".lock")
        do { return try LockFile.acquire(at: file) } catch let error as WeirError where error.code == "files.locked" {
            let holder = LockFile.holder(of: file)
            throw WeirError.sqliteInUse(
                path.path, by: holder.map { "process \($0.processID) (\($0.command))" } ?? "another process")
        }
    }
}
