import Diagnostics

/// What a relation is.
public enum RelationKind: String, Sendable, Hashable {
    case table
    case view
}

/// A table or view that is there.
public struct Relation: Sendable, Hashable {
    /// Its name.
    public let name: TableName
    /// What it is.
    public let kind: RelationKind

    /// A relation from its parts.
    public init(_ name: TableName, _ kind: RelationKind) { (self.name, self.kind) = (name, kind) }
}

extension EngineConnection {
    /// All tables and views of the main database, by name.
    public func relations() throws -> [Relation] {
        try read(dialect.relations).rows.compactMap { row in
            guard let name = row[1].text, let kind = row[2].text.flatMap(RelationKind.init) else { return nil }
            return Relation(try TableName(schema: row[0].text, name: name), kind)
        }.sorted { $0.name < $1.name }
    }

    /// What is there under a name, or nil.
    public func kind(of table: TableName) throws -> RelationKind? {
        let wanted = dialect.hasSchemas ? table.description : table.name
        return try relations().first {
            (dialect.hasSchemas ? $0.name.description : $0.name.name).lowercased() == wanted.lowercased()
        }?.kind
    }

    /// Whether a table or view is there.
    public func exists(_ table: TableName) throws -> Bool { try columns(of: table) != nil }

    /// Creates a schema unless it is there; nothing on engines without schemas.
    public func createSchema(_ schema: String?) throws {
        guard let schema, dialect.hasSchemas else { return }
        _ = try run("create schema if not exists \(identifier: schema)")
    }

    /// Creates an empty table, and its schema; fails when the table is there unless `ifMissing`.
    public func createTable(_ table: TableName, columns: [Column], ifMissing: Bool = false) throws {
        if table.catalog == nil { try createSchema(table.schema) }
        let list = columns.map { column in
            "\(column.name) \(column.type)\(raw: column.isNullable ? "" : " not null")" as SQL
        }.joined()
        _ = try run("create table \(raw: ifMissing ? "if not exists " : "")\(table) (\(list))")
    }

    /// Creates a table from a query's result, and its schema; fails when the table is there.
    public func createTable(_ table: TableName, as query: SQL) throws {
        if table.catalog == nil { try createSchema(table.schema) }
        _ = try run("create table \(table) as \(query)")
    }

    /// Creates a view of a query, and its schema; fails when the view is there.
    public func createView(_ view: TableName, as query: SQL) throws {
        if view.catalog == nil { try createSchema(view.schema) }
        _ = try run("create view \(view) as \(query)")
    }

    /// Drops a table or view if it is there.
    public func drop(_ table: TableName, _ kind: RelationKind = .table) throws {
        _ = try run("drop \(raw: kind.rawValue) if exists \(table)")
    }

    /// Gives a table another name in the same schema.
    public func rename(_ table: TableName, to name: TableName) throws {
        _ = try run("alter table \(table) rename to \(identifier: name.name)")
    }

    /// How many rows a table or view has.
    public func rowCount(of table: TableName) throws -> Int {
        Int(try read("select count(*) from \(table)").scalar.integer ?? 0)
    }

    /// Adds a column at the end of a table.
    public func addColumn(_ column: Column, to table: TableName) throws {
        _ = try run("alter table \(table) add column \(column.name) \(column.type)")
    }

    /// Inserts the rows of a small table by name, some hundred a statement; returns how many.
    ///
    /// For bookkeeping and seeds. Bulk rows come from files, through `relation(of:)`.
    @discardableResult
    public func insert(_ rows: Table, into table: TableName) throws -> Int {
        let perStatement = max(1, 900 / max(1, rows.columns.count))
        for start in stride(from: 0, to: rows.rowCount, by: perStatement) {
            let tuples = (start..<min(start + perStatement, rows.rowCount)).map { row in
                "(\(rows.columns.indices.map { SQL(rows[row, $0]) }.joined()))" as SQL
            }
            _ = try run("insert into \(table) (\(rows.columns.map(\.name).list)) values \(tuples.joined())")
        }
        return rows.rowCount
    }
}
