/// The type of a column, in the words that every engine has a type for.
public enum ColumnType: Sendable, Hashable, CustomStringConvertible {
    case boolean
    /// A whole number of 64 bits.
    case integer
    /// A floating-point number of 64 bits.
    case double
    case decimal(precision: Int, scale: Int)
    case text
    case day
    /// A moment without a zone, to the microsecond.
    case timestamp
    case json
    case bytes
    /// A type of one engine that the others lack, by its name there.
    case other(String)

    /// The word a person reads: `text`, `timestamp`, `decimal(10,2)`.
    public var description: String {
        switch self {
        case .boolean: "boolean"
        case .integer: "integer"
        case .double: "double"
        case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
        case .text: "text"
        case .day: "date"
        case .timestamp: "timestamp"
        case .json: "json"
        case .bytes: "bytes"
        case .other(let name): name
        }
    }

    /// Whether the values are numbers.
    public var isNumeric: Bool {
        switch self {
        case .integer, .double, .decimal: true
        default: false
        }
    }
}

/// A column: its name, type and whether it may hold nulls.
public struct Column: Sendable, Hashable {
    /// The name.
    public var name: ColumnName
    /// The type.
    public var type: ColumnType
    /// Whether it may hold nulls.
    public var isNullable: Bool

    /// A column that may hold nulls unless it is said otherwise.
    public init(_ name: ColumnName, _ type: ColumnType, isNullable: Bool = true) {
        (self.name, self.type, self.isNullable) = (name, type, isNullable)
    }
}
