import CDuckDB
import Diagnostics
import JSON
import Warehouse

/// A list, array, struct or map: its values are read as JSON.
struct DuckDBNestedType: Sendable {
    private enum Shape: Sendable {
        case list(DuckDBType)
        case array(DuckDBType, length: Int)
        case record([(name: String, type: DuckDBType)])
        case map(key: DuckDBType, value: DuckDBType)
    }

    /// Where a list's elements stand in its child vector.
    private struct Span {
        var start: UInt64
        var count: UInt64
    }

    private let shape: Shape
    private let functions: DuckDBFunctions

    /// The type of this number; nil when it is not nested.
    init?(_ id: Int32, _ type: CDuckDBType, _ functions: DuckDBFunctions) {
        let call = functions.call
        self.functions = functions
        switch id {
        case 24: shape = .list(DuckDBType(call.list_type_child_type(type), functions: functions))
        case 25:
            shape = .record(
                (0..<call.struct_type_child_count(type)).map { index in
                    (
                        functions.take(call.struct_type_child_name(type, index)) ?? "",
                        DuckDBType(call.struct_type_child_type(type, index), functions: functions)
                    )
                })
        case 26:
            shape = .map(
                key: DuckDBType(call.map_type_key_type(type), functions: functions),
                value: DuckDBType(call.map_type_value_type(type), functions: functions))
        case 33:
            shape = .array(
                DuckDBType(call.array_type_child_type(type), functions: functions),
                length: Int(call.array_type_array_size(type)))
        default: return nil
        }
    }

    /// The name of a type inside that cannot be read, or nil.
    var unreadable: String? {
        let parts: [DuckDBType] =
            switch shape {
            case .list(let element), .array(let element, _): [element]
            case .record(let fields): fields.map(\.type)
            case .map(let key, let value): [key, value]
            }
        return parts.lazy.compactMap { part in
            switch part.storage {
            case .unreadable(let name): name
            case .nested(let nested): nested.unreadable
            default: nil
            }
        }.first
    }

    /// The values of a vector, one a row.
    func values(of vector: DuckDBVector) -> [JSONValue] {
        let call = functions.call
        switch shape {
        case .list(let element):
            let child = DuckDBVector(
                call.list_vector_get_child(vector.handle), count: Int(call.list_vector_get_size(vector.handle)),
                functions: functions)
            return spans(vector, over: values(of: child, type: element)) { .array(Array($0)) }
        case .array(let element, let length):
            let handle = call.array_vector_get_child(vector.handle)
            let child = DuckDBVector(handle, count: vector.count * length, functions: functions)
            let elements = values(of: child, type: element)
            return vector.rowsWithValue.map { row in
                row.map { .array(Array(elements[$0 * length..<($0 + 1) * length])) } ?? .null
            }
        case .record(let fields):
            let columns = fields.enumerated().map { place, field in
                values(of: child(of: vector.handle, at: place, count: vector.count), type: field.type)
            }
            return vector.rowsWithValue.map { row in
                row.map { row in .object(JSONObject(zip(fields, columns).map { ($0.name, $1[row]) })) } ?? .null
            }
        case .map(let key, let value):
            let entries = call.list_vector_get_child(vector.handle)
            let count = Int(call.list_vector_get_size(vector.handle))
            let keys = values(of: child(of: entries, at: 0, count: count), type: key)
            let values = values(of: child(of: entries, at: 1, count: count), type: value)
            let pairs = zip(keys, values).map { (key: $0.string ?? $0.text(), value: $1) }
            return spans(vector, over: pairs) { .object(JSONObject($0.map { ($0.key, $0.value) })) }
        }
    }

    private func child(of vector: CDuckDBVector, at index: Int, count: Int) -> DuckDBVector {
        DuckDBVector(
            functions.call.struct_vector_get_child(vector, UInt64(index)), count: count, functions: functions)
    }

    private func spans<Element>(
        _ vector: DuckDBVector, over elements: [Element], _ make: (ArraySlice<Element>) -> JSONValue
    ) -> [JSONValue] {
        var values: [JSONValue] = []
        vector.forEach(Span.self) { span in
            values.append(span.map { make(elements[Int($0.start)..<Int($0.start + $0.count)]) } ?? .null)
        }
        return values
    }

    private func values(of vector: DuckDBVector, type: DuckDBType) -> [JSONValue] {
        if case .nested(let nested) = type.storage { return nested.values(of: vector) }
        // The name is asked for by errors alone, and types that cannot be read were refused before.
        guard let collector = try? ColumnCollector(name: "element", type: type) else { return [] }
        collector.append(vector)
        let column = collector.vector()
        return (0..<column.count).map { column[$0].json }
    }
}
