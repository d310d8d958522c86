import CSQLite
import Diagnostics
import Foundation
import Warehouse

/// The functions that statements find beside SQLite's own: conversions that the rewriter needs, and those of DuckDB that
/// models, pages and checks use on both engines. Each gives null for null.
enum SQLiteFunctions {
    /// A function over non-null values; a text that it throws becomes the statement's error, without any value in it.
    struct Failure: Error { var message: String }
    typealias Body = @Sendable ([SQLiteValue]) throws -> SQLiteValue

    /// Registers all functions and types on a connection.
    static func install(on connection: SQLiteConnection) throws {
        for (name, count, body) in conversions + SQLiteDateFunctions.all + SQLiteTextFunctions.all {
            let passesNulls = ["concat", "greatest", "least"].contains(name)
            try register(name, count, on: connection, passesNulls: passesNulls, body)
        }
        try SQLiteAggregates.install(on: connection)
        for (name, declaration) in types {
            let text = UnsafeRawPointer(declaration.utf8Start).assumingMemoryBound(to: CChar.self)
            let result = weir_sqlite_register_type(connection.database, name, text)
            guard result == SQLITE_OK else { throw connection.failure(result) }
        }
    }

    /// Static texts: SQLite reads them for as long as the connection lives.
    private static let types: [(String, StaticString)] = [
        ("weir_boolean", "create table x(weir_value boolean, weir_input hidden)"),
        ("weir_date", "create table x(weir_value date, weir_input hidden)"),
        ("weir_timestamp", "create table x(weir_value timestamp, weir_input hidden)"),
    ]

    // MARK: Conversions

    /// Names, numbers of arguments (-1 for any), bodies.
    typealias List = [(String, Int32, Body)]

    private static let conversions: List = [
        ("weir_to_boolean", 1, { try convert($0[0], "boolean", boolean) }),
        ("weir_to_date", 1, { try convert($0[0], "date", day) }),
        ("weir_to_timestamp", 1, { try convert($0[0], "timestamp", timestamp) }),
        ("weir_type_of", 1, { $0[0].narrowestType.map { .text(SQLiteDialect().typeName($0)) } ?? .null }),
        ("weir_json_value", 3, { try json($0) }),
    ]

    private static func convert(
        _ value: SQLiteValue, _ type: String, _ conversion: (SQLiteValue) -> SQLiteValue?
    ) throws -> SQLiteValue {
        guard let converted = conversion(value) else { throw Failure(message: "weir: a value is no \(type)") }
        return converted
    }

    private static func boolean(_ value: SQLiteValue) -> SQLiteValue? {
        switch value {
        case .integer(let integer): .bool(integer != 0)
        case .real(let real): .bool(real != 0)
        case .text(let text): SQLiteFieldParser.boolean(text).map(SQLiteValue.bool)
        default: nil
        }
    }

    private static func day(_ value: SQLiteValue) -> SQLiteValue? {
        guard case .text(var text) = value else { return nil }
        return text.withUTF8 { bytes in
            SQLiteMoment.day(bytes) ?? SQLiteMoment.timestamp(bytes).map { String($0.prefix(10)) }
        }.map(SQLiteValue.text)
    }

    private static func timestamp(_ value: SQLiteValue) -> SQLiteValue? {
        guard case .text(var text) = value else { return nil }
        return text.withUTF8(SQLiteMoment.timestamp).map(SQLiteValue.text)
    }

    /// A number that stands between quotes.
    private static func parsed(_ value: SQLiteValue, _ type: ColumnType) -> SQLiteValue? {
        guard case .text(var text) = value else { return nil }
        return text.withUTF8 { SQLiteFieldParser.value($0, as: type) }
    }

    /// A value of a JSON document (as `json_extract` gives it, with its `json_type`) as a column's declared type.
    private static func json(_ values: [SQLiteValue]) throws -> SQLiteValue {
        guard case .text(let kind) = values[1], case .text(let declaration) = values[2] else { return .null }
        let isTruth = kind == "true" || kind == "false"
        return try convert(values[0], declaration) { value in
            switch (declaration, value) {
            case ("integer", .integer) where !isTruth: value
            case ("double", .integer(let integer)) where !isTruth: .real(Double(integer))
            case ("double", .real): value
            case ("integer", .text): parsed(value, .integer)
            case ("double", .text): parsed(value, .double)
            case ("boolean", .integer) where isTruth: value
            case ("date", .text): day(value)
            case ("timestamp", .text): timestamp(value)
            case ("text", _), ("json text", _): isTruth ? .text(kind) : .text(text(value))
            default: nil
            }
        }
    }

    static func text(_ value: SQLiteValue) -> String {
        switch value {
        case .null: ""
        case .integer(let integer): String(integer)
        case .real(let real): "\(real)"
        case .text(let text): text
        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }

    // MARK: Registering

    /// What SQLite hands back to a call: kept as long as the connection by its own destructor.
    private final class Box {
        let body: Body
        let passesNulls: Bool
        init(_ body: @escaping Body, passesNulls: Bool) { (self.body, self.passesNulls) = (body, passesNulls) }
    }

    private static func register(
        _ name: String, _ count: Int32, on connection: SQLiteConnection, passesNulls: Bool, _ body: @escaping Body
    ) throws {
        let box = Unmanaged.passRetained(Box(body, passesNulls: passesNulls)).toOpaque()
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let result = sqlite3_create_function_v2(
            connection.database, name, count, flags, box,
            { context, count, values in SQLiteFunctions.call(context, count, values) }, nil, nil,
            { box in if let box { Unmanaged<Box>.fromOpaque(box).release() } })
        guard result == SQLITE_OK else { throw connection.failure(result) }
    }

    private static func call(
        _ context: OpaquePointer?, _ count: Int32, _ values: UnsafeMutablePointer<OpaquePointer?>?
    ) {
        guard let pointer = sqlite3_user_data(context) else { return }
        let box = Unmanaged<Box>.fromOpaque(pointer).takeUnretainedValue()
        let arguments = (0..<Int(count)).map { SQLiteValue(argument: values?[$0]) }
        guard box.passesNulls || !arguments.contains(.null) else { return sqlite3_result_null(context) }
        do { try box.body(arguments).give(to: context) } catch let failure as Failure {
            sqlite3_result_error(context, failure.message, -1)
        } catch {
            sqlite3_result_error(context, "weir: a function failed", -1)
        }
    }
}
