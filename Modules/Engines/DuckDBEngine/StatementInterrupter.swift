import CDuckDB
import Diagnostics
import Dispatch
import Synchronization

/// Stops the statement that runs on a connection when the task that borrowed it is cancelled.
///
/// DuckDB forgets an interrupt that comes before the statement has begun, so it is repeated until the call returns. It is
/// sent under the lock that marks a statement as running, so that it never hits the next one.
///
/// It also owns the connection, so that whoever closes the database ends it at a known moment, whoever still refers to it.
///
/// Unchecked because of the raw handle: `duckdb_interrupt` may be called by every thread, and is called only while a
/// statement runs; `disconnect` waits for the same lock, and is called only when no statement runs and none will.
final class StatementInterrupter: @unchecked Sendable {
    private struct State {
        /// The number of the statement; the same number never runs twice.
        var number = 0
        var isRunning = false
        var isCancelled = false
        var isConnected = true
    }

    private let connection: CDuckDBConnection
    private let functions: DuckDBFunctions
    private let state = Mutex(State())

    init(connection: CDuckDBConnection, functions: DuckDBFunctions) {
        (self.connection, self.functions) = (connection, functions)
    }

    deinit { disconnect() }

    /// Ends the connection; further calls do nothing. Nobody may have it borrowed.
    func disconnect() {
        state.withLock { state in
            guard state.isConnected else { return }
            state.isConnected = false
            var connection: CDuckDBConnection? = connection
            functions.call.disconnect(&connection)
        }
    }

    /// Whether the borrower was cancelled.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Forgets the cancellation of an earlier borrower.
    func reset() { state.withLock { $0.isCancelled = false } }

    /// Runs one call that can be interrupted; throws at once when the borrower was cancelled already.
    func running<Result>(_ call: () throws -> Result) throws -> Result {
        try state.withLock { state in
            if state.isCancelled { throw WeirError.interrupted }
            state.number += 1
            state.isRunning = true
        }
        defer { state.withLock { $0.isRunning = false } }
        return try call()
    }

    /// Marks the borrower as cancelled and interrupts the statement that runs, until it has returned.
    func cancel() {
        let running = state.withLock { state -> Int? in
            state.isCancelled = true
            return state.isRunning ? state.number : nil
        }
        if let running { interrupt(running) }
    }

    private func interrupt(_ number: Int) {
        let goesOn = state.withLock { state in
            guard state.isRunning, state.number == number else { return false }
            functions.call.interrupt(connection)
            return true
        }
        guard goesOn else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(5)) { [self] in interrupt(number) }
    }
}
