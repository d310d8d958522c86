import CDuckDB
import Diagnostics
import Synchronization
import Warehouse

/// A connection with a thread of its own, lent to one borrower at a time.
actor DuckDBConnection {
    private let executor = BlockingExecutor(label: "weir.duckdb.connection")
    private let session: DuckDBSession
    private let changed = Atomic(false)
    nonisolated let interrupter: StatementInterrupter

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Whether a borrower left something behind that the next one must not find: a setting, a temporary table.
    nonisolated var isChanged: Bool { changed.load(ordering: .acquiring) }

    init(session: sending DuckDBSession) {
        interrupter = session.interrupter
        self.session = session
    }

    /// Lends the connection to `body`; a transaction that it leaves open is rolled back.
    func lend<Result: Sendable>(_ body: @Sendable (any EngineConnection) throws -> Result) throws -> Result {
        interrupter.reset()
        // Whoever was cancelled before the line above is found by this one, whoever is after it by the interrupter.
        if Task.isCancelled { throw WeirError.interrupted }
        defer {
            session.rollBackIfOpen()
            changed.store(session.isChanged, ordering: .releasing)
        }
        return try body(session)
    }
}
