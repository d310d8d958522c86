/// A piece of SQL in which text and bindings are apart by construction.
///
///     let sql: SQL = "select count(*) from \(table) where \(column) >= \(minimum)"
///
/// In an interpolation a `TableName` or `ColumnName` is quoted, a value is bound, another `SQL` is put in as it is. Text that
/// a person wrote as SQL enters through `raw:`.
public struct SQL: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        case table(TableName)
        case identifier(String)
        case value(Value)
        case type(ColumnType)
    }

    var parts: [Part]

    init(parts: [Part]) { self.parts = parts }

    /// SQL as a person or a template wrote it, without bindings.
    public init(raw text: String) { parts = [.text(text)] }

    /// SQL that is only a value, bound.
    public init(_ value: Value) { parts = [.value(value)] }

    /// SQL that is only a quoted column name.
    public init(_ column: ColumnName) { parts = [.identifier(column.name)] }

    /// SQL that is only a quoted table name.
    public init(_ table: TableName) { parts = [.table(table)] }

    /// Nothing.
    public static let empty = SQL(parts: [])

    /// Whether there is nothing in it.
    public var isEmpty: Bool { parts.isEmpty }

    /// Two pieces, one behind the other.
    public static func + (left: SQL, right: SQL) -> SQL { SQL(parts: left.parts + right.parts) }

    /// The text and the bindings for an engine; placeholders are `?` in the order of the bindings.
    public func rendered(by dialect: any SQLDialect) -> (text: String, bindings: [Value]) {
        var text = ""
        var bindings: [Value] = []
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .table(let table): text += dialect.reference(table)
            case .identifier(let name): text += dialect.quote(name)
            case .type(let type): text += dialect.typeName(type)
            case .value(let value):
                text += "?"
                bindings.append(value)
            }
        }
        return (text, bindings)
    }

    /// The statement with its values written into it as literals: for plans and people.
    public func display(by dialect: any SQLDialect) -> String {
        parts.map { part in
            switch part {
            case .text(let piece): piece
            case .table(let table): dialect.reference(table)
            case .identifier(let name): dialect.quote(name)
            case .type(let type): dialect.typeName(type)
            case .value(let value): dialect.literal(value)
            }
        }.joined()
    }
}

extension Sequence<SQL> {
    /// The pieces with `separator` between them.
    public func joined(separator: String = ", ") -> SQL {
        var result = SQL.empty
        for (index, piece) in enumerated() {
            if index > 0 { result.parts.append(.text(separator)) }
            result.parts += piece.parts
        }
        return result
    }
}

extension Sequence<ColumnName> {
    /// The quoted names with commas between them.
    public var list: SQL { map { SQL($0) }.joined() }
}

extension SQL: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { parts = [.text(value)] }
    public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

    /// Collects the pieces of an interpolated literal.
    public struct Interpolation: StringInterpolationProtocol {
        var parts: [Part] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        /// Puts in a quoted table name.
        public mutating func appendInterpolation(_ table: TableName) { parts.append(.table(table)) }
        /// Puts in a quoted column name.
        public mutating func appendInterpolation(_ column: ColumnName) { parts.append(.identifier(column.name)) }
        /// Puts in the engine's name of a type.
        public mutating func appendInterpolation(_ type: ColumnType) { parts.append(.type(type)) }
        /// Puts in another piece.
        public mutating func appendInterpolation(_ sql: SQL) { parts += sql.parts }
        /// Binds a value.
        public mutating func appendInterpolation(_ value: Value) { parts.append(.value(value)) }
        /// Binds a text.
        public mutating func appendInterpolation(_ text: String) { parts.append(.value(.text(text))) }
        /// Binds a whole number.
        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            parts.append(.value(.integer(Int64(number))))
        }
        /// Binds a number.
        public mutating func appendInterpolation(_ number: Double) { parts.append(.value(.double(number))) }
        /// Puts in text that is SQL already.
        public mutating func appendInterpolation(raw text: String) { parts.append(.text(text)) }
        /// Puts in a quoted identifier that is neither table nor column: a schema, an alias.
        public mutating func appendInterpolation(identifier: String) { parts.append(.identifier(identifier)) }
    }
}
