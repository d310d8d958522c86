import CDuckDB
import Diagnostics
import Warehouse

/// A type of a result's column: how its values lie in a vector, and which of the house's types it is.
struct DuckDBType: Sendable {
    /// How wide a number is.
    enum Width: Sendable {
        case int8, int16, int32, int64, uint8, uint16, uint32, uint64, int128
    }

    /// What a timestamp counts.
    enum Unit: Sendable {
        case seconds, milliseconds, microseconds, nanoseconds

        func microseconds(_ count: Int64) -> Int64 {
            switch self {
            case .seconds: count.multipliedReportingOverflow(by: 1_000_000).partialValue
            case .milliseconds: count.multipliedReportingOverflow(by: 1000).partialValue
            case .microseconds: count
            case .nanoseconds: (count - (count % 1000 + 1000) % 1000) / 1000
            }
        }
    }

    /// How the values lie in a vector.
    enum Storage: Sendable {
        case boolean
        case integer(Width)
        case float
        case double
        case decimal(Width, scale: Int)
        case day
        case timestamp(Unit)
        case text
        case bytes
        case enumeration(Width, words: [String])
        case time
        case uuid
        case interval
        /// Lists, structs, maps: read as JSON.
        indirect case nested(DuckDBNestedType)
        case unreadable(String)
    }

    let storage: Storage
    let columnType: ColumnType

    /// The type that a result's column reports; it is freed here.
    init(_ type: CDuckDBType?, functions: DuckDBFunctions) {
        guard let type else {
            (storage, columnType) = (.unreadable("unknown"), .other("unknown"))
            return
        }
        var owned: CDuckDBType? = type
        defer { functions.call.destroy_logical_type(&owned) }
        let id = functions.call.get_type_id(type)
        (storage, columnType) =
            Self.simple[id] ?? Self.described(id, type, functions) ?? (.unreadable("number \(id)"), .other("unknown"))
    }

    private static let simple: [Int32: (Storage, ColumnType)] = [
        1: (.boolean, .boolean),
        2: (.integer(.int8), .integer), 3: (.integer(.int16), .integer), 4: (.integer(.int32), .integer),
        5: (.integer(.int64), .integer), 6: (.integer(.uint8), .integer), 7: (.integer(.uint16), .integer),
        8: (.integer(.uint32), .integer),
        9: (.decimal(.uint64, scale: 0), .decimal(precision: 20, scale: 0)),
        10: (.float, .double), 11: (.double, .double),
        12: (.timestamp(.microseconds), .timestamp), 13: (.day, .day), 14: (.time, .other("time")),
        15: (.interval, .other("interval")),
        16: (.decimal(.int128, scale: 0), .decimal(precision: 38, scale: 0)),
        18: (.bytes, .bytes),
        20: (.timestamp(.seconds), .timestamp), 21: (.timestamp(.milliseconds), .timestamp),
        22: (.timestamp(.nanoseconds), .timestamp),
        27: (.uuid, .other("uuid")), 31: (.timestamp(.microseconds), .other("timestamp with time zone")),
        36: (.integer(.int32), .integer),
    ]

    private static func described(
        _ id: Int32, _ type: CDuckDBType, _ functions: DuckDBFunctions
    ) -> (Storage, ColumnType)? {
        let call = functions.call
        switch id {
        case 17:
            let isJSON = functions.take(call.logical_type_get_alias(type)) == "JSON"
            return (.text, isJSON ? .json : .text)
        case 19:
            let scale = Int(call.decimal_scale(type))
            let precision = Int(call.decimal_width(type))
            let width: Width =
                switch call.decimal_internal_type(type) {
                case 3: .int16
                case 4: .int32
                case 5: .int64
                default: .int128
                }
            return (.decimal(width, scale: scale), .decimal(precision: precision, scale: scale))
        case 23:
            let words = (0..<call.enum_dictionary_size(type)).map {
                functions.take(call.enum_dictionary_value(type, UInt64($0))) ?? ""
            }
            let width: Width =
                switch call.enum_internal_type(type) {
                case 6: .uint8
                case 7: .uint16
                default: .uint32
                }
            return (.enumeration(width, words: words), .text)
        default:
            if let nested = DuckDBNestedType(id, type, functions) { return (.nested(nested), .json) }
            return names[id].map { (.unreadable($0), .other($0)) }
        }
    }

    /// Types that are not read as they are: the error asks for a cast.
    private static let names: [Int32: String] = [
        28: "union", 29: "bit", 30: "time with time zone", 32: "uhugeint", 35: "bignum", 39: "time_ns", 40: "geometry",
    ]

    /// The house's type for a name as DuckDB's catalog writes it: `DECIMAL(10,2)`, `TIMESTAMP WITH TIME ZONE`.
    static func columnType(named name: String) -> ColumnType {
        let name = name.lowercased()
        switch name {
        case "boolean": return .boolean
        case "tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger": return .integer
        case "float", "double": return .double
        case "varchar": return .text
        case "json": return .json
        case "date": return .day
        case "timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns": return .timestamp
        case "blob": return .bytes
        case "ubigint": return .decimal(precision: 20, scale: 0)
        case "hugeint": return .decimal(precision: 38, scale: 0)
        default:
            if name.hasPrefix("enum(") { return .text }
            let parts = name.split { "(,)".contains($0) }
            if parts.count == 3, parts[0] == "decimal", let precision = Int(parts[1]), let scale = Int(parts[2]) {
                return .decimal(precision: precision, scale: scale)
            }
            return .other(name)
        }
    }
}
