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

    func run(_ sql: SQL) throws -> Int {
        try explaining { try execute(sql) { Int(clamping: $0.rowsChanged) } }
    }

    func read(_ sql: SQL, atMost rowLimit: Int?) throws -> Table {
        try explaining {
            try execute(sql, isAlone: true, streaming: rowLimit != nil) {
                try $0.table(interrupter, atMost: rowLimit)
            }
        }
    }

    func columns(of table: TableName) throws -> [Column]? {
        let rows: [[Value]]
        do {
            let query: SQL = "select name, type, \"notnull\" from pragma_table_info(\(dialect.reference(table)))"
            rows = try execute(query) { try $0.table(interrupter).rows }
        } catch let failure as DuckDBFailure {
            if failure.missingTable != nil { return nil }
            throw failure.error()
        }
        return try rows.map { row in
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
    private func execute<Result>(
        _ sql: SQL, isAlone: Bool = false, streaming: Bool = false, _ use: (DuckDBResult) throws -> Result
    ) throws -> Result {
        var (text, bindings) = sql.rendered(by: dialect)
        guard !text.utf8.contains(0) else { throw WeirError.nulInStatement() }
        var extracted: CDuckDBExtracted?
        let count = functions.call.extract_statements(connection, text, &extracted)
        defer { functions.call.destroy_extracted(&extracted) }
        guard let statements = extracted, count > 0 else {
            let message = extracted.flatMap { functions.call.extract_statements_error($0) }.map { String(cString: $0) }
            if let message { throw DuckDBFailure(message) }
            throw WeirError.emptyStatement()
        }
        guard !isAlone || count == 1 else { throw WeirError.severalQueries() }
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
            last = try interrupter.running { try statement.execute(streaming: streaming) }
        }
        guard let last else { throw WeirError.emptyStatement() }
        return try use(last)
    }

    /// Turns a failure into an error; one that names a table that is not there offers one that is.
    private func explaining<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let failure as DuckDBFailure {
            let error = failure.error()
            // After a failure within a transaction the catalog may not be readable: then there is nothing to offer.
            guard let missing = failure.missingTable,
                let known = try? execute(dialect.relations, { try $0.table(interrupter).rows })
            else { throw error }
            let names = known.compactMap { try? TableName(schema: $0[0].text, name: $0[1].text ?? "") }
            throw error.suggesting(names, insteadOf: missing)
        }
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
