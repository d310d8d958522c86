import Charts
import Diagnostics
import HTTPServer
import JSON
import Warehouse

/// The blocks of a view as HTML.
struct BlockRenderer {
    let view: PageView
    let drawings: Drawings
    /// The query of the address, for links to the same selection.
    let query: String
    /// Whether charts can be had as pictures.
    let hasPictures: Bool

    /// The page's parts; running text between two blocks becomes one column of text, inputs one form.
    var parts: Markup {
        var all: Markup = ""
        var text = ""
        var hasForm = false
        func flush() {
            if text.contains(where: { !$0.isWhitespace }) { all += "<div class=\"prose\">\(Markup(raw: text))</div>" }
            text = ""
        }
        for part in view.page.parts {
            switch part {
            case .html(let html): text += html
            case .value(let value): text += figure(value).text
            case .block(let block):
                flush()
                if case .input = block.content {
                    if !hasForm { all += InputMarkup.form(view) }
                    hasForm = true
                } else {
                    all += markup(block)
                }
            }
        }
        flush()
        return all
    }

    private func figure(_ value: PageValue) -> Markup {
        do {
            let table = try view.table(value.query)
            guard let column = table.index(of: value.column) else {
                throw WeirError.unknownColumn(
                    value.column, of: value.query, in: table.columns.map(\.name.name), at: value.location)
            }
            return "<span class=\"value\">\(value.format.text(table.rowCount > 0 ? table[0, column] : .null))</span>"
        } catch {
            let error = WeirError(wrapping: error)
            return PageView.isAbsence(error) ? "–" : "<span class=\"value bad\">\(error.message)</span>"
        }
    }

    private func markup(_ block: PageBlock) -> Markup {
        do {
            switch block.content {
            case .chart(let chart, let width): return try self.chart(chart, width, block)
            case .figures(let figures): return try self.figures(figures, block)
            case .table(let table, let width):
                return try TableMarkup(block: table, id: block.id, width: width, table: view.table(table.data))
                    .markup(download: download(table.data))
            case .catalog: return drawings.catalog ?? ""
            case .lineage: return drawings.lineage ?? ""
            case .log: return drawings.log ?? ""
            case .input, .broken: return ""  // A form stands once; what is broken is said above.
            }
        } catch {
            let found = (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
            // What is not there yet is said once, above.
            return found.allSatisfy(PageView.isAbsence) ? "" : ErrorMarkup.list(found)
        }
    }

    private func download(_ data: String) -> Markup {
        download("/api/query/\(PercentCoding.encode(view.page.name))/\(PercentCoding.encode(data)).csv", "CSV")
    }

    /// A link to a file with the selection of this view.
    private func download(_ address: String, _ word: String) -> Markup {
        let suffix = query.isEmpty ? "" : "?" + query
        return "<a class=\"download\" href=\"\(address)\(suffix)\" download>\(word)</a>"
    }

    private func chart(_ chart: Chart, _ width: BlockWidth, _ block: PageBlock) throws -> Markup {
        let table = try view.table(chart.data ?? "")
        let data = ChartData(table)
        var shown = chart
        shown.summary = chart.description(of: data)
        (shown.title, shown.subtitle) = (nil, nil)
        // Without rows the columns' types may be unknown, and there is nothing to draw.
        let document = table.rowCount > 0 ? Optional(try shown.vegaLite(data)) : .none
        let plot: Markup =
            document.map { document in
                """
                <div class="plot" role="img" aria-label="\(shown.summary ?? "")"></div>
                <script type="application/json" class="spec">\(json: document)</script>
                """
            } ?? "<p class=\"empty\">No rows for this selection</p>"
        let subtitle: Markup? = chart.subtitle.map { "<p>\($0)</p>" }
        let picture = hasPictures && table.rowCount > 0 ? download(view.page.picture(of: block), "SVG") : nil
        return """
            <figure class="card chart \(width.rawValue)" id="\(block.id)" data-block>
            <figcaption><div><h3>\(chart.name)</h3>\(subtitle)</div>\(picture)\(download(chart.data ?? ""))</figcaption>
            \(plot)</figure>
            """
    }

    private func figures(_ block: FiguresBlock, _ place: PageBlock) throws -> Markup {
        let table = try view.table(block.data)
        let cards: [Markup] = try block.figures.map { figure in
            guard let column = table.index(of: figure.column) else {
                throw WeirError.unknownColumn(
                    figure.column, of: block.data, in: table.columns.map(\.name.name), at: figure.location)
            }
            let text = figure.format.text(table.rowCount > 0 ? table[0, column] : .null)
            let unit: Markup? = figure.unit.map { " <small>\($0)</small>" }
            let note: Markup? = figure.note.map { "<dd class=\"note\">\($0)</dd>" }
            let shown: Markup = figure.format == .status ? TableMarkup.status(text) : "\(text)"
            return "<div class=\"card\"><dt>\(figure.label)</dt><dd class=\"number\">\(shown)\(unit)</dd>\(note)</div>"
        }
        return "<dl class=\"figures\" id=\"\(place.id)\" data-block>\(cards)</dl>"
    }
}
