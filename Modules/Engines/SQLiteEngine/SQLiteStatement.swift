import CSQLite
import Diagnostics

/// One prepared statement of a connection; it does not outlive it.
final class SQLiteStatement {
    let pointer: OpaquePointer
    private unowned let connection: SQLiteConnection

    /// Prepares the first statement of `text`; nil when there is none. `rest` is what follows it.
    init?(_ text: Substring.UTF8View, on connection: SQLiteConnection, rest: inout Substring.UTF8View) throws {
        guard !text.isEmpty else { return nil }
        var prepared: OpaquePointer?
        var consumed = 0
        let bytes = Array(text)
        let result = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let result = sqlite3_prepare_v3(
                    connection.database, characters.baseAddress, Int32(characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, &tail)
                if let tail, let start = characters.baseAddress { consumed = tail - start }
                return result
            }
        }
        guard result == SQLITE_OK else { throw connection.failure(result) }
        rest = text.dropFirst(consumed)
        guard let prepared else { return nil }
        self.pointer = prepared
        self.connection = connection
    }

    deinit { sqlite3_finalize(pointer) }

    /// Binds these values to the parameters ?1, ?2 … in order.
    func bind(_ values: [SQLiteValue]) throws {
        let expected = Int(sqlite3_bind_parameter_count(pointer))
        guard values.count == expected else {
            throw WeirError.sqliteBindingCount(expected: expected, given: values.count)
        }
        for (index, value) in values.enumerated() {
            let result = bind(value, at: Int32(index + 1))
            guard result == SQLITE_OK else { throw connection.failure(result) }
        }
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(pointer, index)
        case .integer(let integer): sqlite3_bind_int64(pointer, index, integer)
        case .real(let real): sqlite3_bind_double(pointer, index, real)
        case .text(var text):
            text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { characters in
                    let empty: StaticString = ""
                    return empty.utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) { none in
                        sqlite3_bind_text64(
                            pointer, index, characters.baseAddress ?? none, UInt64(characters.count), Self.copied,
                            UInt8(SQLITE_UTF8))
                    }
                }
            }
        case .blob(let bytes):
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(pointer, index, 0)
                : bytes.withUnsafeBytes {
                    sqlite3_bind_blob64(pointer, index, $0.baseAddress, UInt64($0.count), Self.copied)
                }
        }
    }

    /// Moves to the next row; false after the last.
    func step() throws -> Bool {
        if connection.watch.isCancelled { throw WeirError.interrupted }
        switch sqlite3_step(pointer) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let result: throw connection.failure(result)
        }
    }

    /// Runs the statement once with these values, and makes it ready for the next ones.
    func insert(_ values: [SQLiteValue]) throws {
        try bind(values)
        while try step() {}
        sqlite3_reset(pointer)
    }

    /// Makes the statement ready to run again.
    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    /// The names of the result's columns.
    var columnNames: [String] {
        (0..<sqlite3_column_count(pointer)).map { sqlite3_column_name(pointer, $0).map { String(cString: $0) } ?? "" }
    }

    /// SQLite's word for "copy the bytes before the call returns" (`SQLITE_TRANSIENT`, a macro that Swift cannot see).
    static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
