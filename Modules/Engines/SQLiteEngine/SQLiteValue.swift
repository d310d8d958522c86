/// One value as SQLite stores it.
public enum SQLiteValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLiteValue {
    /// A text, or null for nil.
    public static func optional(_ text: String?) -> SQLiteValue { text.map(SQLiteValue.text) ?? .null }

    /// An integer, or null for nil.
    public static func optional(_ integer: (some BinaryInteger)?) -> SQLiteValue {
        integer.map { .integer(Int64($0)) } ?? .null
    }

    /// A number, or null for nil.
    public static func optional(_ real: Double?) -> SQLiteValue { real.map(SQLiteValue.real) ?? .null }

    /// 1 for true, 0 for false: SQLite has no booleans.
    public static func bool(_ value: Bool) -> SQLiteValue { .integer(value ? 1 : 0) }
}

extension SQLiteValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .real(value) }
    public init(nilLiteral: ()) { self = .null }
}
