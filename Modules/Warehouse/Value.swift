import JSON

/// One value of a cell or a binding.
public enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    /// `unscaled` × 10^(−`scale`): decimals, and integers beyond 64 bits with scale 0.
    case decimal(unscaled: Int128, scale: Int)
    case text(String)
    case day(CalendarDay)
    case timestamp(Timestamp)
    case bytes([UInt8])
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(nilLiteral: ()) { self = .null }

    /// A text, or null for nil.
    public init(_ text: String?) { self = text.map(Value.text) ?? .null }
    /// An integer, or null for nil.
    public init(_ integer: Int64?) { self = integer.map(Value.integer) ?? .null }
    /// A number, or null for nil.
    public init(_ double: Double?) { self = double.map(Value.double) ?? .null }
}

extension Value {
    /// Whether this is null.
    public var isNull: Bool { self == .null }

    /// The value as a whole number, where it is one.
    public var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        case .decimal(let unscaled, 0): Int64(exactly: unscaled)
        case .boolean(let value): value ? 1 : 0
        default: nil
        }
    }

    /// The value as a number, where it is one.
    public var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        case .decimal: Double(description)
        default: nil
        }
    }

    /// The value as a truth, where it is one; integers 0 and 1 count.
    public var boolean: Bool? {
        switch self {
        case .boolean(let value): value
        case .integer(0): false
        case .integer(1): true
        default: nil
        }
    }

    /// The text of a text value.
    public var text: String? { if case .text(let value) = self { value } else { nil } }

    /// The day of a day or of a timestamp.
    public var day: CalendarDay? {
        switch self {
        case .day(let value): value
        case .timestamp(let value): value.day
        default: nil
        }
    }

    /// The moment of a timestamp.
    public var timestamp: Timestamp? { if case .timestamp(let value) = self { value } else { nil } }

    /// The value for JSON: days and timestamps as text, decimals as numbers, bytes in hexadecimal.
    public var json: JSONValue {
        switch self {
        case .null: .null
        case .boolean(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .double(let value): .number(value)
        case .decimal: integer.map(JSONValue.integer) ?? double.map(JSONValue.number) ?? .string(description)
        default: .string(description)
        }
    }
}

extension Value: CustomStringConvertible {
    /// The value as plain text; null is the empty text.
    public var description: String {
        switch self {
        case .null: ""
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .double(let value): "\(value)"
        case .decimal(let unscaled, let scale): Self.text(unscaled: unscaled, scale: scale)
        case .text(let value): value
        case .day(let value): value.description
        case .timestamp(let value): value.description
        case .bytes(let value): value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private static func text(unscaled: Int128, scale: Int) -> String {
        guard scale > 0 else { return "\(unscaled)" }
        let digits = "\(unscaled.magnitude)"
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return (unscaled < 0 ? "-" : "") + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
