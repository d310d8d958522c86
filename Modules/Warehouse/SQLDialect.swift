/// How an engine writes SQL: what differs between engines and nothing else.
public protocol SQLDialect: Sendable {
    /// The engine's name in `weir.yml` and in macros (`duckdb__day_of`): `duckdb`, `sqlite`.
    var name: String { get }
    /// An identifier in quotes, its own quotes doubled.
    func quote(_ identifier: String) -> String
    /// A table as it stands in a statement; where the engine has no schemas, its bare name.
    func reference(_ table: TableName) -> String
    /// The engine's name of a type.
    func typeName(_ type: ColumnType) -> String
    /// What begins a transaction that will write.
    var beginTransaction: String { get }
    /// Whether the engine has schemas of its own.
    var hasSchemas: Bool { get }
    /// Lists tables and views of the main database: columns `schema` (text or null), `name`, `kind` (`table` or `view`).
    var relations: SQL { get }
    /// Attaches a database file under a name.
    func attach(file path: String, as catalog: String, readOnly: Bool) -> SQL
}

extension SQLDialect {
    public func quote(_ identifier: String) -> String { "\"" + identifier.replacing("\"", with: "\"\"") + "\"" }

    public func reference(_ table: TableName) -> String {
        [table.catalog, table.schema, table.name].compactMap { $0 }.map(quote).joined(separator: ".")
    }

    public var beginTransaction: String { "begin transaction" }

    /// A value as a literal, for statements that a person reads and for places where nothing can be bound.
    public func literal(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .boolean, .integer, .decimal: value.description
        case .double(let number):
            number.isFinite ? "\(number)" : "cast('\(number)' as \(typeName(.double)))"
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        case .day, .timestamp: hasSchemas ? "cast('\(value)' as \(typeName(value.type)))" : "'\(value)'"
        case .bytes: "x'\(value)'"
        }
    }
}

extension Value {
    /// The type of a column that would hold this value; text for null.
    public var type: ColumnType {
        switch self {
        case .null, .text: .text
        case .boolean: .boolean
        case .integer: .integer
        case .double: .double
        case .decimal(_, let scale): .decimal(precision: 38, scale: scale)
        case .day: .day
        case .timestamp: .timestamp
        case .bytes: .bytes
        }
    }
}
