import Jinja
import Warehouse

/// What `run_query` gives: `rows`, `columns`, `column_names`, and the rows when it is looped over.
final class QueryTable: JinjaObject {
    private let table: Table
    private let rows: [JinjaValue]

    init(_ table: Table) {
        self.table = table
        let names = table.columns.map(\.name.name)
        rows = table.rows.map { values in .object(QueryRow(names, values.map { JinjaValue($0) })) }
    }

    var typeName: String { "Table" }
    var attributeNames: [String] { ["columns", "column_names", "rows"] }
    var count: Int? { rows.count }
    var isTruthy: Bool { true }

    func items() throws -> [JinjaValue]? { rows }

    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? { key.picked(from: rows) }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        switch name {
        case "rows": .list(rows)
        case "column_names": .list(table.columns.map { .string($0.name.name) })
        case "columns":
            .list(
                table.columns.indices.map { index in
                    .object(
                        QueryColumn(
                            table.columns[index].name.name, (0..<table.rowCount).map { JinjaValue(table[$0, index]) }))
                })
        default: nil
        }
    }
}

/// One row: its values by number and by name.
final class QueryRow: JinjaObject {
    private let names: [String]
    private let values: [JinjaValue]

    init(_ names: [String], _ values: [JinjaValue]) {
        self.names = names
        self.values = values
    }

    var typeName: String { "Row" }
    var attributeNames: [String] { names + ["values"] }
    var count: Int? { values.count }

    func items() throws -> [JinjaValue]? { values }

    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? {
        key.picked(from: values)
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        if let index = names.firstIndex(of: name) { return values[index] }
        let values = values
        return name == "values" ? .function("values") { _, _ in .list(values) } : nil
    }
}

/// One column: its name and its values.
final class QueryColumn: JinjaObject {
    private let name: String
    private let values: [JinjaValue]

    init(_ name: String, _ values: [JinjaValue]) {
        self.name = name
        self.values = values
    }

    var typeName: String { "Column" }
    var attributeNames: [String] { ["name", "values"] }
    var count: Int? { values.count }

    func items() throws -> [JinjaValue]? { values }

    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? { key.picked(from: values) }

    func attribute(_ attribute: String, _ call: JinjaCall) throws -> JinjaValue? {
        let values = values
        switch attribute {
        case "name": return .string(name)
        case "values": return .function("values") { _, _ in .list(values) }
        default: return nil
        }
    }
}

extension JinjaValue {
    /// The element at this whole number, from the end when it is negative; nil for other values and places.
    fileprivate func picked(from values: [JinjaValue]) -> JinjaValue? {
        guard case .int(let place) = self else { return nil }
        let index = place < 0 ? place + values.count : place
        return values.indices.contains(index) ? values[index] : nil
    }

    /// A value of the warehouse as a template sees it; days and timestamps are text.
    init(_ value: Value) {
        switch value {
        case .null: self = .none
        case .boolean(let flag): self = .bool(flag)
        case .integer(let number): self = .int(Int(number))
        case .double(let number): self = .float(number)
        case .decimal:
            self = value.integer.map { .int(Int($0)) } ?? value.double.map { .float($0) } ?? .string("\(value)")
        default: self = .string(value.description)
        }
    }
}
