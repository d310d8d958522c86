import Warehouse

/// How SQLite writes SQL.
///
/// A file has no schemas: a relation stands in it by its bare name. Statements name it with its schema all the same; the
/// engine leaves that out where the relation stands in it (`SQLiteRewriter`).
public struct SQLiteDialect: SQLDialect {
    /// The dialect.
    public init() {}

    public var name: String { "sqlite" }
    public var hasSchemas: Bool { false }
    public var beginTransaction: String { "begin immediate" }

    /// A relation as it is stored: by its bare name, in its file.
    static func stored(_ table: TableName) -> String {
        [table.catalog, table.name].compactMap { $0 }.map(SQLiteDialect().quote).joined(separator: ".")
    }

    /// Declared types keep what SQLite's storage loses: reading turns `date` text back into a day, 1 of `boolean` into true.
    public func typeName(_ type: ColumnType) -> String {
        switch type {
        case .boolean: "boolean"
        case .integer: "integer"
        case .double, .decimal: "double"
        case .text: "text"
        case .day: "date"
        case .timestamp: "timestamp"
        case .json: "json text"
        case .bytes: "blob"
        case .other(let name): name
        }
    }

    public var relations: SQL {
        """
        select s.schema, m.name, m.type as kind from main.sqlite_schema m
        left join _weir_schemas s on s.name = m.name
        where m.type in ('table', 'view') and m.name not like 'sqlite\\_%' escape '\\' and m.name <> '_weir_schemas'
        """
    }

    public func attach(file path: String, as catalog: String, readOnly: Bool) -> SQL {
        "attach \(path) as \(identifier: catalog)"
    }
}

extension ColumnType {
    /// The type that a declared type of SQLite means; nil where it says nothing (`NUM` of a table made by a query).
    init?(sqliteDeclaration declaration: String) {
        let word = declaration.lowercased()
        switch word {
        case "boolean", "bool": self = .boolean
        case "date": self = .day
        case "timestamp", "datetime": self = .timestamp
        case "", "num", "any": return nil
        case _ where word.contains("int"): self = .integer
        case _ where word.contains("json"): self = .json
        case _ where word.contains("char") || word.contains("clob") || word.contains("text"): self = .text
        case _ where word.contains("blob"): self = .bytes
        case _ where ["real", "floa", "doub", "numeric", "decimal"].contains(where: { word.hasPrefix($0) }):
            self = .double
        default: self = .other(declaration)
        }
    }
}

extension SQLiteValue {
    /// A value of the warehouse as SQLite stores it: days and timestamps as text, booleans as 0 and 1, decimals as numbers.
    public init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .boolean(let truth): self = .bool(truth)
        case .integer(let integer): self = .integer(integer)
        case .double(let double): self = .real(double)
        case .decimal: self = value.integer.map(SQLiteValue.integer) ?? value.double.map(SQLiteValue.real) ?? .null
        case .text(let text): self = .text(text)
        case .day, .timestamp: self = .text(value.description)
        case .bytes(let bytes): self = .blob(bytes)
        }
    }
}
