import CSV
import JSON
import Terminal
import Warehouse

/// What a query answered, printed for people, as CSV or as JSON.
struct ResultTable {
    /// How many rows are printed for people; whether there are more is said.
    static let shownRows = 500

    private let table: Table

    init(_ table: Table) { self.table = table }

    /// A table for people, or the document of `--json`.
    func print(on console: Console) {
        if console.isJSON { return console.print(json) }
        let columns = table.columns.map { TextTable.Column($0.name.name, $0.type.isNumeric ? .right : .left) }
        let shown = min(table.rowCount, Self.shownRows)
        let rows = (0..<shown).map { row in
            table.columns.indices.map { table[row, $0].shown }
        }
        let text = TextTable(columns, rows: rows)
        console.print(text)
        if let width = console.width, text.hiddenColumns(width: width) > 0 {
            console.note(
                "\(Quantity.count(text.hiddenColumns(width: width), "more column")); name fewer, or use --csv or --json"
            )
        }
        console.note(
            table.rowCount > shown
                ? "the first \(Quantity.count(shown, "row")); use --csv or --json for all, or a limit in the query"
                : "\(Quantity.count(table.rowCount, "row"))")
    }

    /// Columns with their types, and rows as objects.
    var json: JSONValue {
        let columns = table.columns.map { column -> JSONValue in
            ["name": .string(column.name.name), "type": .string(column.type.description)]
        }
        return ["columns": .array(columns), "rows": table.json]
    }

    /// A header and the rows as CSV; null is an empty field, an empty text is `""`.
    func writeCSV(on console: Console) {
        var writer = CSVWriter()
        writer.row(table.columns.map { $0.name.name })
        for row in 0..<table.rowCount {
            writer.row(table.columns.indices.map { table[row, $0].isNull ? nil : table[row, $0].description })
            if writer.bytes.count > 1 << 16 { console.write(String(decoding: writer.takeBytes(), as: UTF8.self)) }
        }
        console.write(writer.text)
    }
}

extension Value {
    /// The value for people: numbers to six digits behind the point, `null` for null.
    fileprivate var shown: String {
        switch self {
        case .null: return "null"
        case .double(let value) where value == 0 || (1e-4..<1e15).contains(abs(value)):
            let digits = Quantity.fixed(value, 6)
            let trimmed = digits.reversed().drop { $0 == "0" }.reversed()
            return trimmed.last == "." ? String(trimmed.dropLast()) : String(trimmed)
        default: return description
        }
    }
}
