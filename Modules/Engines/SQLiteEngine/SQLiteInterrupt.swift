import CSQLite
import Foundation
import Synchronization

/// Stops the statements of one piece of work on a connection, from any thread, and never those of the next.
///
/// `sqlite3_interrupt` is lost when it comes before its statement starts and can hit the one after; this flag is looked
/// at before each step, every few thousand steps of SQLite's machine, and while waiting for a lock.
public final class SQLiteInterrupt: Sendable {
    private let flag = Atomic(false)

    /// An interrupt that nobody has asked for yet.
    public init() {}

    /// Asks the work to stop; it ends with `WeirError.interrupted`.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Whether the work was asked to stop.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}

/// What SQLite's callbacks look at while a statement runs; touched on the connection's own thread only.
final class SQLiteWatch {
    var interrupt: SQLiteInterrupt?
    let busyTimeoutSeconds: Double

    init(busyTimeoutSeconds: Double) { self.busyTimeoutSeconds = busyTimeoutSeconds }

    var isCancelled: Bool { interrupt?.isCancelled ?? false }

    /// Has SQLite call back while it works and while it waits. The watch must outlive the connection.
    func install(on database: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_progress_handler(database, 4_000, { SQLiteWatch.from($0)?.isCancelled == true ? 1 : 0 }, context)
        sqlite3_busy_handler(database, { SQLiteWatch.from($0)?.wait(attempt: $1) == true ? 1 : 0 }, context)
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> SQLiteWatch? {
        context.map { Unmanaged<SQLiteWatch>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Waits a little for a lock; false when the patience is over or the work was asked to stop.
    func wait(attempt: Int32) -> Bool {
        let delaysMilliseconds: [Double] = [1, 2, 5, 10, 15, 20, 25]
        let waited = (0..<Int(attempt)).reduce(0) { $0 + delaysMilliseconds[min($1, delaysMilliseconds.count - 1)] }
        guard !isCancelled, waited < busyTimeoutSeconds * 1000 else { return false }
        usleep(UInt32(delaysMilliseconds[min(Int(attempt), delaysMilliseconds.count - 1)] * 1000))
        return true
    }
}
