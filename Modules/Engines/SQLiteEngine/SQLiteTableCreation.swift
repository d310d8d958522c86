import Diagnostics
import Warehouse

/// Makes a table from a query with types: SQLite itself would drop them.
///
/// A column that comes from a table or through a cast has its declared type. Of any other the values decide; where these
/// leave it open (no values, or numbers beside texts) the column is made without a type and takes everything as it comes.
struct SQLiteTableCreation {
    let connection: SQLiteConnection
    let target: SQLiteCommand.Target

    private static let draft = "weir_draft"

    /// Makes the table and fills it; returns how many rows it has.
    func create(as query: String, _ values: [SQLiteValue]) throws -> Int {
        let columns = try connection.describe(query)
        let names = columns.map(\.name)
        if Set(names.map { $0.lowercased() }).count == names.count, columns.allSatisfy({ $0.type != nil }) {
            try create(columns)
            return try connection.run("insert into \(name) \(query)", values)
        }
        try connection.run("create temp table \(Self.draft) as \(query)", values)
        let made = try connection.describe("select * from temp.\(Self.draft)")
        let typed = try made.indices.map { index in
            (name: made[index].name, type: try columns[index].type ?? observed(made[index].name))
        }
        try create(typed)
        let count = try connection.run("insert into \(name) select * from temp.\(Self.draft)")
        try connection.run("drop table temp.\(Self.draft)")
        return count
    }

    private var name: String {
        [target.catalog, target.name].compactMap { $0 }.map(SQLiteDialect().quote).joined(separator: ".")
    }

    private func create(_ columns: [(name: String, type: ColumnType?)]) throws {
        let dialect = SQLiteDialect()
        let list = columns.map { dialect.quote($0.name) + " " + ($0.type.map(dialect.typeName) ?? "") }
        try connection.run("create table \(name) (\(list.joined(separator: ", ")))")
    }

    /// The type that all values of a column of the draft share.
    private func observed(_ column: String) throws -> ColumnType? {
        let kinds = try connection.rows(
            "select distinct weir_type_of(\(SQLiteDialect().quote(column))) from temp.\(Self.draft)"
        ) { $0.text(0) }
        let types = Set(kinds.compactMap { $0.map { ColumnType(sqliteDeclaration: $0) ?? .text } })
        let texts: Set<ColumnType> = [.text, .day, .timestamp]
        switch types {
        case [.integer, .double]: return .double
        case [.day, .timestamp]: return .timestamp
        case _ where types.count == 1: return types.first
        default: return !types.isEmpty && types.isSubset(of: texts) ? .text : nil
        }
    }
}

extension SQLiteConnection {
    /// The names of a query's columns, with the types that SQLite knows.
    func describe(_ query: String) throws -> [(name: String, type: ColumnType?)] {
        let statement = try prepare(query)
        return statement.columnNames.enumerated().map { ($1, statement.declaredType(of: $0)) }
    }
}
