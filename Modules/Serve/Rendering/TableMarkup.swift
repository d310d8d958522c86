import Diagnostics
import HTTPServer
import Warehouse

/// A table block as HTML; sorting, filtering and turning pages are the browser's.
struct TableMarkup {
    /// Rows that the HTML holds; further ones are in the CSV.
    static let shownRows = 1000

    let block: TableBlock
    let id: String
    let width: BlockWidth
    let table: Table

    private struct Shown {
        let index: Int
        let title: String
        let format: ValueFormat
        let isNumeric: Bool
        let link: String?
    }

    func markup(download: Markup) throws -> Markup {
        let columns = try columns()
        return """
            <section class="card table \(width.rawValue)" id="\(id)" data-block data-rows="\(block.rows)"><header>\
            <h3>\(block.title ?? BlockWords.title(block.data))</h3>\
            <input type="search" placeholder="Filter" aria-label="Filter rows" hidden>\(download)</header>\
            \(body(columns))</section>
            """
    }

    private func body(_ columns: [Shown]) -> Markup {
        if table.rowCount == 0 { return "<p class=\"empty\">\(block.empty ?? "No rows")</p>" }
        let count = min(table.rowCount, Self.shownRows)
        let rows: [Markup] = (0..<count).map { row in "<tr>\(columns.map { cell(row, $0) })</tr>" }
        let heads: [Markup] = columns.map { column in
            let kind: Markup? = column.isNumeric ? " class=\"number\"" : nil
            return "<th scope=\"col\"\(kind) aria-sort=\"none\"><button type=\"button\">\(column.title)</button></th>"
        }
        let more: Markup? =
            table.rowCount > count
            ? "<p class=\"more\">The first \(count) of \(table.rowCount) rows; the CSV has all of them.</p>" : nil
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(block.title ?? block.data)">\
            <table><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table></div>\(more)
            """
    }

    private func columns() throws -> [Shown] {
        let names = table.columns.map(\.name.name)
        if block.columns.isEmpty {
            return names.indices.map { shown($0, title: nil, format: .auto, link: nil) }
        }
        let unknown = block.columns.filter { !names.contains($0.name) }
        try WeirErrors.throwIfAny(
            unknown.map { .unknownColumn($0.name, of: block.data, in: names, at: $0.location) })
        return block.columns.compactMap { column in
            names.firstIndex(of: column.name).map {
                shown($0, title: column.title, format: column.format, link: column.link)
            }
        }
    }

    private func shown(_ index: Int, title: String?, format: ValueFormat, link: String?) -> Shown {
        let first = (0..<table.rowCount).lazy.map { table[$0, index] }.first { !$0.isNull }
        let isNumber = table.columns[index].type.isNumeric || (first?.text == nil && first?.double != nil)
        return Shown(
            index: index, title: title ?? BlockWords.title(table.columns[index].name.name), format: format,
            isNumeric: format.isNumeric || (format == .auto && isNumber), link: link)
    }

    private func cell(_ row: Int, _ column: Shown) -> Markup {
        let value = table[row, column.index]
        let text = column.format.text(value)
        var inner: Markup
        switch column.format {
        case _ where value.isNull: inner = "<span class=\"null\">–</span>"
        case .status: inner = Self.status(text)
        case .code: inner = "<code>\(text)</code>"
        default: inner = "\(text)"
        }
        if let link = column.link, !value.isNull {
            inner =
                "<a href=\"\(link.replacing("{value}", with: PercentCoding.encode(value.description)))\">\(inner)</a>"
        }
        let kind: Markup? =
            column.isNumeric ? " class=\"number\"" : text.count > 40 ? " class=\"long\"" : nil
        // What is sorted by: the value itself where the shown text would sort differently.
        let key: Markup? = text == value.description ? nil : " data-value=\"\(value.description)\""
        return "<td\(kind)\(key)>\(inner)</td>"
    }

    /// A word with a dot whose colour says how it stands.
    static func status(_ text: String) -> Markup {
        let kind =
            switch text {
            case "succeeded", "passed", "fresh": "good"
            case "failed", "error", "broken", "late": "bad"
            case "warning", "interrupted", "cancelled": "warn"
            case "running": "busy"
            default: "idle"
            }
        return "<span class=\"status \(kind)\">\(text)</span>"
    }
}
