import Warehouse

/// Turns a field of text into the value of a column's type.
enum SQLiteFieldParser {
    /// The value; nil when the text is none of that type.
    static func value(_ bytes: UnsafeBufferPointer<UInt8>, as type: ColumnType) -> SQLiteValue? {
        switch type {
        case .integer: Int64(text(bytes)).map(SQLiteValue.integer)
        case .double, .decimal: number(text(bytes)).map(SQLiteValue.real)
        case .boolean: boolean(text(bytes)).map(SQLiteValue.bool)
        case .day: SQLiteMoment.day(bytes).map(SQLiteValue.text)
        case .timestamp: SQLiteMoment.timestamp(bytes).map(SQLiteValue.text)
        case .bytes: .blob(Array(bytes))
        case .text, .json, .other: .text(text(bytes))
        }
    }

    private static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A decimal number; `0x10` and words other than `inf` and `nan` are none.
    private static func number(_ text: String) -> Double? {
        text.contains(where: { "xXpP".contains($0) }) ? nil : Double(text)
    }

    static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "t", "yes", "y", "1": true
        case "false", "f", "no", "n", "0": false
        default: nil
        }
    }
}
