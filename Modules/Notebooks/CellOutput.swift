import Diagnostics
import JSON
import Markdown
import Warehouse

/// One output as nbformat knows it.
struct CellOutput {
    let json: JSONValue

    /// A result as text and as HTML; of long ones the first `limit` rows, with the count.
    static func table(_ table: Table, count: Int, limit: Int) -> CellOutput {
        let shown = min(limit, table.rowCount)
        return CellOutput(json: [
            "data": [
                "text/html": NotebookCell.lines(TableHTML.text(table, rows: shown)),
                "text/plain": NotebookCell.lines(TableText.text(table, rows: shown)),
            ],
            "execution_count": .integer(Int64(count)), "metadata": ["rows": .integer(Int64(table.rowCount))],
            "output_type": "execute_result",
        ])
    }

    /// A chart as a Vega-Lite specification, with words for who cannot draw it.
    static func chart(_ specification: JSONValue, description: String) -> CellOutput {
        CellOutput(json: [
            "data": [
                "application/vnd.vegalite.v5+json": specification, "text/plain": NotebookCell.lines(description),
            ],
            "metadata": [:], "output_type": "display_data",
        ])
    }

    /// Why the cell failed.
    static func failure(_ error: WeirError) -> CellOutput {
        CellOutput(json: [
            "ename": .string(error.code.rawValue), "evalue": .string(error.message), "output_type": "error",
            "traceback": .array(error.text().split(separator: "\n").map { .string(String($0)) }),
        ])
    }
}

/// A result as aligned text.
enum TableText {
    static func text(_ table: Table, rows: Int) -> String {
        let header = table.columns.map(\.name.name)
        let body = (0..<rows).map { row in table.columns.indices.map { cell(table[row, $0]) } }
        let widths = header.indices.map { column in ([header] + body).map { $0[column].count }.max() ?? 0 }
        let line = { (cells: [String]) in
            cells.indices.map { index in
                let space = String(repeating: " ", count: widths[index] - cells[index].count)
                return table.columns[index].type.isNumeric ? space + cells[index] : cells[index] + space
            }.joined(separator: "  ").trimmedAtEnd
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        return ([line(header), rule] + body.map(line) + [note(table, rows: rows)].compactMap { $0 }).joined(
            separator: "\n")
    }

    /// A value in at most 60 characters on one line.
    private static func cell(_ value: Value) -> String {
        let text = value.shown.replacing("\n", with: " ")
        return text.count > 60 ? text.prefix(59) + "…" : text
    }

    static func note(_ table: Table, rows: Int) -> String? {
        rows < table.rowCount ? "… \(rows) of \(table.rowCount) rows" : nil
    }
}

/// A result as an HTML table, escaped.
enum TableHTML {
    static func text(_ table: Table, rows: Int) -> String {
        var lines = ["<table>"]
        if let note = TableText.note(table, rows: rows) { lines.append("<caption>\(note)</caption>") }
        lines.append("<thead><tr>\(cells("th", table.columns.map(\.name.name), of: table))</tr></thead>")
        lines.append("<tbody>")
        for row in 0..<rows {
            lines.append("<tr>\(cells("td", table.columns.indices.map { table[row, $0].shown }, of: table))</tr>")
        }
        return (lines + ["</tbody>", "</table>"]).joined(separator: "\n")
    }

    private static func cells(_ tag: String, _ texts: [String], of table: Table) -> String {
        zip(texts, table.columns).map { text, column in
            let alignment = column.type.isNumeric ? " style=\"text-align: right\"" : ""
            return "<\(tag)\(alignment)>\(HTMLText.escape(text))</\(tag)>"
        }.joined()
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

extension Value {
    /// The value as a reader wants it: numbers with a fraction to four places, everything else whole.
    fileprivate var shown: String {
        guard case .double(let number) = self, abs(number) >= 0.001, abs(number) < 1e12 else { return description }
        return "\((number * 10_000).rounded() / 10_000)"
    }
}
