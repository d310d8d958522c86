import CDuckDB
import Diagnostics
import Warehouse

/// A prepared statement.
final class DuckDBStatement {
    /// What a statement does to its connection.
    enum Kind {
        case transaction
        case settings
        case create
        case other
    }

    private let functions: DuckDBFunctions
    private let statement: CDuckDBPrepared

    init(
        _ connection: CDuckDBConnection, _ statements: CDuckDBExtracted, at index: UInt64, functions: DuckDBFunctions
    ) throws {
        var prepared: CDuckDBPrepared?
        let outcome = functions.call.prepare_extracted_statement(connection, statements, index, &prepared)
        guard outcome == 0, let statement = prepared else {
            let message = prepared.flatMap { functions.call.prepare_error($0) }.map { String(cString: $0) }
            functions.call.destroy_prepare(&prepared)
            throw DuckDBFailure(message ?? "the statement cannot be prepared")
        }
        (self.functions, self.statement) = (functions, statement)
    }

    deinit {
        var statement: CDuckDBPrepared? = statement
        functions.call.destroy_prepare(&statement)
    }

    /// How many values must be bound.
    var parameterCount: Int { Int(functions.call.nparams(statement)) }

    /// What it does to its connection.
    var kind: Kind {
        switch functions.call.prepared_statement_type(statement) {
        case 10: .transaction
        case 6, 13, 20, 21: .settings  // prepare, set a variable, set, load
        case 7: .create
        default: .other
        }
    }

    /// Binds the values in order.
    func bind(_ values: some Collection<Value>) throws {
        for (index, value) in values.enumerated() where bind(value, at: UInt64(index + 1)) != 0 {
            throw WeirError.cannotBind(value.type, at: index + 1)
        }
    }

    private func bind(_ value: Value, at index: UInt64) -> CDuckDBState {
        let call = functions.call
        switch value {
        case .null: return call.bind_null(statement, index)
        case .boolean(let value): return call.bind_boolean(statement, index, value)
        case .integer(let value): return call.bind_int64(statement, index, value)
        case .double(let value): return call.bind_double(statement, index, value)
        case .decimal(let unscaled, let scale):
            guard (0...38).contains(scale) else { return 1 }
            let halves = CDuckDBHugeInt(
                lower: UInt64(truncatingIfNeeded: unscaled), upper: Int64(truncatingIfNeeded: unscaled >> 64))
            return call.bind_decimal(statement, index, CDuckDBDecimal(width: 38, scale: UInt8(scale), value: halves))
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    guard let start = characters.baseAddress else {
                        return call.bind_varchar_length(statement, index, "", 0)
                    }
                    return call.bind_varchar_length(statement, index, start, UInt64(bytes.count))
                }
            }
        case .day(let day): return call.bind_date(statement, index, CDuckDBDate(days: day.daysSinceEpoch))
        case .timestamp(let moment):
            return call.bind_timestamp(
                statement, index, CDuckDBTimestamp(microseconds: moment.microsecondsSinceEpoch))
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { call.bind_blob(statement, index, $0.baseAddress, UInt64($0.count)) }
        }
    }

    /// Runs the statement to its end; one that streams makes its rows as they are read.
    func execute(streaming: Bool) throws -> DuckDBResult {
        var result = CDuckDBResult()
        let call = functions.call
        let state =
            streaming
            ? call.execute_prepared_streaming(statement, &result) : call.execute_prepared(statement, &result)
        if state != 0 {
            defer { functions.call.destroy_result(&result) }
            let message = functions.call.result_error(&result).map { String(cString: $0) }
            throw DuckDBFailure(message ?? "the statement failed")
        }
        return DuckDBResult(result, functions: functions)
    }
}
