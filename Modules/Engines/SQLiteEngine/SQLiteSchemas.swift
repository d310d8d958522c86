import Diagnostics
import Warehouse

/// Which schema each relation of a file belongs to. SQLite has no schemas: relations stand by their bare names, unique over
/// all schemas, and this table of the engine's own says under which one each was made.
final class SQLiteSchemas {
    /// Where it is kept.
    static let table = "_weir_schemas"

    private let connection: SQLiteConnection
    private var cache: [String: [String: String]] = [:]

    init(_ connection: SQLiteConnection, isWritable: Bool) throws {
        self.connection = connection
        if try !isThere(in: "main") {
            try connection.run("create \(isWritable ? "" : "temp ")table if not exists \(Self.columns)")
        }
    }

    private static let columns = "\(table) (name text primary key collate nocase, schema text not null) without rowid"

    // MARK: Reading

    /// Tells whether a relation stands in a schema, for the statement in `range`.
    func known(_ tokens: SQLiteTokens, _ range: Range<Int>) throws -> (String?, String, String) -> Bool {
        forget()
        guard range.contains(where: { tokens.word($0) == "." }) else { return { _, _, _ in false } }
        var schemas = ["main": try load("main")]
        for catalog in try catalogs(tokens, range) where schemas[catalog] == nil {
            schemas[catalog] = try load(catalog)
        }
        return { catalog, schema, name in
            schemas[catalog?.lowercased() ?? "main"]?[name.lowercased()] == schema.lowercased()
        }
    }

    /// The names of the attached files, when the statement has a dot at all.
    func catalogs(_ tokens: SQLiteTokens, _ range: Range<Int>) throws -> Set<String> {
        guard range.contains(where: { tokens.word($0) == "." }) else { return [] }
        return Set(try connection.rows("select name from pragma_database_list") { ($0.text(0) ?? "").lowercased() })
    }

    /// Whether a name can mean a relation that is there: false when it stands under another schema.
    func mayBe(_ table: TableName) throws -> Bool {
        guard let schema = table.schema?.lowercased() else { return true }
        forget()
        let found = try load(table.catalog?.lowercased() ?? "main")[table.name.lowercased()]
        return found == nil || found == schema
    }

    /// Throws when the name is taken by a relation of another schema.
    func checkFree(_ target: SQLiteCommand.Target) throws {
        forget()
        guard let schema = target.schema?.lowercased() else { return }
        let found = try load(target.catalogName)[target.name.lowercased()]
        if let found, found != schema {
            throw WeirError.sqliteNameTaken("\(schema).\(target.name)", by: "\(found).\(target.name)")
        }
    }

    private func load(_ catalog: String) throws -> [String: String] {
        if let cached = cache[catalog] { return cached }
        guard try isThere(in: catalog) || catalog == "main" else { return [:] }
        let place = catalog == "main" ? Self.table : "\(quoted(catalog)).\(Self.table)"
        let rows = try connection.rows("select name, schema from \(place)") { row in
            ((row.text(0) ?? "").lowercased(), (row.text(1) ?? "").lowercased())
        }
        let names = Dictionary(rows) { first, _ in first }
        cache[catalog] = names
        return names
    }

    private func isThere(in catalog: String) throws -> Bool {
        let sql = "select 1 from \(quoted(catalog)).sqlite_schema where name = '\(Self.table)'"
        return try connection.row(sql) { $0.integer(0) } != nil
    }

    /// Forgets what was read: another connection may have changed it.
    func forget() { cache = [:] }

    // MARK: Writing

    /// Notes the schema of a relation that was made.
    func add(_ target: SQLiteCommand.Target) throws {
        forget()
        guard let schema = target.schema else { return }
        let catalog = quoted(target.catalogName)
        if target.catalogName != "main" { try connection.run("create table if not exists \(catalog).\(Self.columns)") }
        try connection.run(
            "insert or replace into \(catalog).\(Self.table) (name, schema) values (?, ?)",
            [.text(target.name), .text(schema)])
    }

    /// Forgets a relation that was dropped.
    func remove(_ target: SQLiteCommand.Target) throws {
        forget()
        guard try target.catalogName == "main" || isThere(in: target.catalogName) else { return }
        try connection.run(
            "delete from \(quoted(target.catalogName)).\(Self.table) where name = ?", [.text(target.name)])
    }

    /// Notes the new name of a relation.
    func rename(_ target: SQLiteCommand.Target, to name: String) throws {
        forget()
        guard try target.catalogName == "main" || isThere(in: target.catalogName) else { return }
        try connection.run(
            "update or replace \(quoted(target.catalogName)).\(Self.table) set name = ? where name = ?",
            [.text(name), .text(target.name)])
    }

    private func quoted(_ name: String) -> String { SQLiteDialect().quote(name) }
}

extension SQLiteCommand.Target {
    /// The attached file that holds it.
    var catalogName: String { catalog?.lowercased() ?? "main" }
}
