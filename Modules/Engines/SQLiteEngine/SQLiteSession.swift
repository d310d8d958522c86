import Diagnostics
import Foundation
import Warehouse

/// One SQLite connection as a borrower sees it: synchronous, on one thread at a time.
final class SQLiteSession: EngineConnection {
    let dialect: any SQLDialect = SQLiteDialect()
    let connection: SQLiteConnection
    /// Whether a statement left something on the connection itself: an attached file, a temporary table.
    private(set) var isChanged = false
    private let schemas: SQLiteSchemas
    private var scans = 0

    init(file: URL, settings: SQLiteSettings) throws {
        connection = try SQLiteConnection(file, settings: settings)
        try SQLiteFunctions.install(on: connection)
        // A table takes the place of another by renaming, while views that read it stay as they are.
        try connection.script("pragma legacy_alter_table = on; pragma cache_size = -65536")
        schemas = try SQLiteSchemas(connection, isWritable: settings.access != .readOnly)
    }

    /// Runs `body` with statements that `interrupt` stops, and rolls back what it leaves open.
    func lend<Result>(until interrupt: SQLiteInterrupt, _ body: (any EngineConnection) throws -> Result) throws
        -> Result
    {
        defer { connection.rollBackIfOpen() }
        return try connection.interruptible(by: interrupt) { try body(self) }
    }

    // MARK: Statements

    func run(_ sql: SQL) throws -> Int {
        try eachStatement(of: sql) { tokens, range, values, _ in try perform(tokens, range, values) }
    }

    func read(_ sql: SQL, atMost rowLimit: Int?) throws -> Table {
        try eachStatement(of: sql) { tokens, range, values, isLast in
            guard isLast else { throw WeirError.severalQueries() }
            return try placed(rewritten(tokens, range)) { try connection.table($0, values, atMost: rowLimit) }
        }
    }

    /// Hands each statement with its bindings to `body`; returns what the last one gave.
    private func eachStatement<Result>(
        of sql: SQL, _ body: (SQLiteTokens, Range<Int>, [SQLiteValue], _ isLast: Bool) throws -> Result
    ) throws -> Result {
        let (text, values) = sql.rendered(by: dialect)
        let tokens = SQLiteTokens(text)
        let statements = tokens.statements
        var rest = values.map { SQLiteValue($0) }[...]
        var result: Result?
        for (index, range) in statements.enumerated() {
            let isLast = index == statements.count - 1
            let count = range.count { tokens.word($0) == "?" }
            guard rest.count >= count, !isLast || rest.count == count else {
                throw WeirError.sqliteBindingCount(expected: count, given: rest.count)
            }
            result = try body(tokens, range, Array(rest.prefix(count)), isLast)
            rest = rest.dropFirst(count)
        }
        guard let result else { throw WeirError.sqliteEmptyStatement() }
        return result
    }

    private func perform(_ tokens: SQLiteTokens, _ range: Range<Int>, _ values: [SQLiteValue]) throws -> Int {
        switch SQLiteCommand(tokens, in: range, catalogs: try schemas.catalogs(tokens, range)) {
        case .create(let target, let query): return try create(target, query, tokens, range, values)
        case .drop(let target):
            return try connection.nested {
                defer { schemas.forget() }
                let count = try plain(tokens, range, values)
                try schemas.remove(target)
                return count
            }
        case .rename(let target, let name):
            return try connection.nested {
                let count = try plain(tokens, range, values)
                try schemas.rename(target, to: name)
                return count
            }
        case .createTemporary, .changesConnection:
            isChanged = true
            return try plain(tokens, range, values)
        case .other: return try plain(tokens, range, values)
        }
    }

    private func plain(_ tokens: SQLiteTokens, _ range: Range<Int>, _ values: [SQLiteValue]) throws -> Int {
        try placed(rewritten(tokens, range)) { try connection.run($0, values) }
    }

    private func create(
        _ target: SQLiteCommand.Target, _ query: Int?, _ tokens: SQLiteTokens, _ range: Range<Int>,
        _ values: [SQLiteValue]
    ) throws -> Int {
        try schemas.checkFree(target)
        return try connection.nested {
            let count: Int
            if let query {
                let creation = SQLiteTableCreation(connection: connection, target: target)
                let written = try rewritten(tokens, query..<range.upperBound)
                count = try placed(written) { try creation.create(as: $0, values) }
            } else {
                count = try placed(rewritten(tokens, range, creating: target)) { try connection.run($0, values) }
            }
            try schemas.add(target)
            return count
        }
    }

    private func rewritten(
        _ tokens: SQLiteTokens, _ range: Range<Int>, creating target: SQLiteCommand.Target? = nil
    ) throws -> SQLiteRewritten {
        let known = try schemas.known(tokens, range)
        return SQLiteRewriter(tokens: tokens) { catalog, schema, name in
            if let target, target.schema == schema, target.name == name, target.catalog == catalog { return true }
            return known(catalog, schema, name)
        }.rewrite(range)
    }

    /// Runs rewritten text; the place of an error is that of the text as it was given.
    private func placed<Result>(_ written: SQLiteRewritten, _ body: (String) throws -> Result) throws -> Result {
        do { return try body(written.text) } catch var error as WeirError {
            error.statementOffset = error.statementOffset.map(written.original)
            throw error
        }
    }

    // MARK: Columns and files

    func columns(of table: TableName) throws -> [Column]? {
        guard try schemas.mayBe(table) else { return nil }
        let place: [SQLiteValue] = [.text(table.name), .text(table.catalog ?? "main")]
        let sql = "select name, type, \"notnull\" from pragma_table_info(?, ?)"
        let listed = try connection.rows(sql, place) { row in
            (name: row.text(0) ?? "", declaration: row.text(1) ?? "", isNullable: row.integer(2) != 1)
        }
        guard !listed.isEmpty else { return nil }
        let types = listed.map { ColumnType(sqliteDeclaration: $0.declaration) }
        let sampled = types.contains(nil) ? try sample(table) : []
        return try listed.indices.map { index in
            let type = types[index] ?? (sampled.indices.contains(index) ? sampled[index].type : .text)
            return Column(try ColumnName(listed[index].name), type, isNullable: listed[index].isNullable)
        }
    }

    /// The columns as the first rows show them, for those that SQLite knows no type of.
    private func sample(_ table: TableName) throws -> [Column] {
        try connection.table("select * from \(SQLiteDialect.stored(table)) limit 1000").columns
    }

    func relation(of scan: FileScan) throws -> SQL {
        isChanged = true
        scans += 1
        let table = "weir_scan_\(scans)"
        try connection.nested { try SQLiteFileScan(scan, connection: connection).load(into: table) }
        return "temp.\(identifier: table)"
    }
}
