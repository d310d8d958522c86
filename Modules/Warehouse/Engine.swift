/// A warehouse: what an engine must be able to do, so that everything else is a function over it.
///
/// A new engine implements this and `EngineConnection`, writes its `SQLDialect`, and passes `EngineConformance`.
public protocol Engine: Sendable {
    /// How the engine writes SQL.
    var dialect: any SQLDialect { get }

    /// Lends a connection to `body`, which runs synchronously on a thread that belongs to the connection.
    ///
    /// The connection must not escape. When the surrounding task is cancelled, the running statement is interrupted and the
    /// call throws `WeirError.interrupted`. A transaction that `body` leaves open is rolled back.
    func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result
}

/// A connection that was lent: the four things that an engine does, all synchronous.
public protocol EngineConnection {
    /// How the engine writes SQL.
    var dialect: any SQLDialect { get }

    /// Runs a statement, or several without bindings, and returns how many rows the last one changed.
    func run(_ sql: SQL) throws -> Int

    /// Runs one query and returns its result; several are `engine.several_queries`, and none of them is run.
    ///
    /// With a `rowLimit` it returns the first rows, at most so many, and never holds those behind them.
    func read(_ sql: SQL, atMost rowLimit: Int?) throws -> Table

    /// The columns of a table or view in order, or nil when there is no such relation.
    func columns(of table: TableName) throws -> [Column]?

    /// An expression for `from` that reads files in bulk; what it needs beside it lives as long as the connection is lent.
    func relation(of scan: FileScan) throws -> SQL
}

extension EngineConnection {
    /// Runs one query and returns its whole result.
    public func read(_ sql: SQL) throws -> Table { try read(sql, atMost: nil) }
}

extension Engine {
    /// Runs a statement on a lent connection and returns how many rows it changed.
    @discardableResult
    public func run(_ sql: SQL) async throws -> Int { try await withConnection { try $0.run(sql) } }

    /// Runs a query on a lent connection; with a `rowLimit` only the first rows are read.
    public func read(_ sql: SQL, atMost rowLimit: Int? = nil) async throws -> Table {
        try await withConnection { try $0.read(sql, atMost: rowLimit) }
    }

    /// Runs `body` in one transaction on a lent connection; see `EngineConnection.transaction`.
    public func transaction<Result: Sendable>(
        _ body: @escaping @Sendable (any EngineConnection) throws -> Result
    ) async throws -> Result {
        try await withConnection { connection in try connection.transaction { try body(connection) } }
    }
}
