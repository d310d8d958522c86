import CDuckDB
import Diagnostics
import Warehouse

/// One DuckDB connection as a borrower sees it: synchronous, on one thread at a time.
final class DuckDBSession: EngineConnection {
    let dialect: any SQLDialect = DuckDBDialect()
    let interrupter: StatementInterrupter
    /// Whether a statement changed the connection itself.
    ///
    /// A cancelled one counts as changed: DuckDB may keep an interrupt that came last, and would stop the next statement.
    var isChanged: Bool { hasChangedItself || interrupter.isCancelled }
    private var hasChangedItself = false
    private var mayHaveTransaction = false
    private let functions: DuckDBFunctions
    private let connection: CDuckDBConnection

    init(database: CDuckDBDatabase, functions: DuckDBFunctions) throws {
        var connection: CDuckDBConnection?
        guard functions.call.connect(database, &connection) == 0, let connection else { throw WeirError.noConnection() }
        (self.functions, self.connection) = (functions, connection)
        interrupter = StatementInterrupter(connection: connection, functions: functions)
    }

    deinit {
        var connection: CDuckDBConnection? = connection
        functions.call.disconnect(&connection)
    }

    func run(_ sql: SQL) throws -> Int { try execute(sql) { Int(clamping: $0.rowsChanged) } }

    func read(_ sql: SQL) throws -> Table { try execute(sql) { try $0.table(interrupter) } }

    func columns(of table: TableName) throws -> [Column]? {
        let rows: Table
        do {
            rows = try read("select name, type, \"notnull\" from pragma_table_info(\(dialect.reference(table)))")
        } catch let error as WeirError where error.code == .engineUnknownTable { return nil }
        return try rows.rows.map { row in
            Column(
                try ColumnName(row[0].text ?? ""), DuckDBType.columnType(named: row[1].text ?? ""),
                isNullable: row[2].boolean != true)
        }
    }

    func relation(of scan: FileScan) throws -> SQL { try DuckDBFileScan(scan).sql }

    /// Ends a transaction that a borrower left open, even when it was cancelled.
    func rollBackIfOpen() {
        guard mayHaveTransaction else { return }
        mayHaveTransaction = false
        var result = CDuckDBResult()
        // When none is open this fails, and that is all it does.
        _ = functions.call.query(connection, "rollback", &result)
        functions.call.destroy_result(&result)
    }

    /// Runs every statement in `sql` and hands the last one's result to `use`.
    private func execute<Result>(_ sql: SQL, _ use: (DuckDBResult) throws -> Result) throws -> Result {
        var (text, bindings) = sql.rendered(by: dialect)
        guard !text.utf8.contains(0) else { throw WeirError.nulInStatement() }
        var extracted: CDuckDBExtracted?
        let count = functions.call.extract_statements(connection, text, &extracted)
        defer { functions.call.destroy_extracted(&extracted) }
        guard let statements = extracted, count > 0 else {
            let message = extracted.flatMap { functions.call.extract_statements_error($0) }.map { String(cString: $0) }
            throw message.map { DuckDBFailure($0).error() } ?? WeirError.emptyStatement()
        }
        var last: DuckDBResult?
        for index in 0..<count {
            let statement = try interrupter.running {
                try DuckDBStatement(connection, statements, at: index, functions: functions)
            }
            note(statement.kind, text)
            let needed = statement.parameterCount
            guard bindings.count >= needed, index + 1 < count || bindings.count == needed else {
                throw WeirError.bindingCount(needed: needed, given: bindings.count)
            }
            try statement.bind(bindings.prefix(needed))
            bindings.removeFirst(needed)
            last = try interrupter.running { try statement.execute() }
        }
        guard let last else { throw WeirError.emptyStatement() }
        return try use(last)
    }

    private func note(_ kind: DuckDBStatement.Kind, _ text: String) {
        switch kind {
        case .transaction: mayHaveTransaction = true
        case .settings: hasChangedItself = true
        case .create: if text.lowercased().contains("temp") { hasChangedItself = true }
        case .other: break
        }
    }
}
