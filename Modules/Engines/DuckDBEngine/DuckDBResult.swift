import CDuckDB
import Diagnostics
import Warehouse

/// The result of a statement, owned.
final class DuckDBResult {
    private let functions: DuckDBFunctions
    private var result: CDuckDBResult

    init(_ result: CDuckDBResult, functions: DuckDBFunctions) { (self.result, self.functions) = (result, functions) }

    deinit { functions.call.destroy_result(&result) }

    /// How many rows the statement changed.
    var rowsChanged: UInt64 { functions.call.rows_changed(&result) }

    /// The result or its first rows, read by chunk and column; stops between chunks when the borrower is cancelled.
    func table(_ interrupter: StatementInterrupter, atMost rowLimit: Int? = nil) throws -> Table {
        let call = functions.call
        var collectors: [ColumnCollector] = []
        for index in 0..<call.column_count(&result) {
            let type = DuckDBType(call.column_logical_type(&result, index), functions: functions)
            let name = call.column_name(&result, index).map { String(cString: $0) } ?? ""
            collectors.append(try ColumnCollector(name: Self.columnName(name, at: Int(index)), type: type))
        }
        var rest = rowLimit ?? .max
        while rest > 0, let chunk = try interrupter.running({ try nextChunk() }) {
            var owned: CDuckDBChunk? = chunk
            defer { call.destroy_data_chunk(&owned) }
            let count = min(rest, Int(call.data_chunk_get_size(chunk)))
            rest -= count
            for index in collectors.indices {
                let vector = call.data_chunk_get_vector(chunk, UInt64(index))
                collectors[index].append(DuckDBVector(vector, count: count, functions: functions))
            }
        }
        return Table(columns: collectors.map(\.column), vectors: collectors.map { $0.vector() })
    }

    /// The next rows, or nil behind the last one; making them may fail when the result streams.
    private func nextChunk() throws -> CDuckDBChunk? {
        if let chunk = functions.call.fetch_chunk(result) { return chunk }
        if let message = functions.call.result_error(&result) { throw DuckDBFailure(String(cString: message)) }
        return nil
    }

    /// The column's name made fit: an expression without an alias may be named by a text of any length.
    private static func columnName(_ name: String, at index: Int) throws -> ColumnName {
        if let name = try? ColumnName(name) { return name }
        var fitting = ""
        for scalar in name.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control
            let next = isControl ? " " : String(Character(scalar))
            if fitting.utf8.count + next.utf8.count > 255 { break }
            fitting += next
        }
        return try ColumnName(fitting.isEmpty ? "column_\(index + 1)" : fitting)
    }
}
