import Charts
import Diagnostics
import HTTPServer
import JSON

/// The charts of pages as pictures, for whoever links or keeps one: SVG, drawn by the one program that stays warm.
struct ChartPictures: Sendable {
    let library: PageLibrary
    let runner: PageRunner
    /// Nil where nothing draws.
    let painter: ChartPainter?

    /// The picture at `/api/pages/{page}/charts/{chart}.svg`, with what the page's inputs are set to in the address.
    ///
    /// Throws `serve.unknown_chart`, `serve.no_rows` for a selection without any, and the errors of the painter.
    func answer(_ request: WebRequest) async throws -> WebResponse {
        let page = try await library.page(request.parameters["page"] ?? "")
        let asked = request.parameters["chart"] ?? ""
        let name = asked.hasSuffix(".svg") ? String(asked.dropLast(4)) : asked
        guard let (block, chart) = page.charts.first(where: { $0.block.id == name }) else {
            throw WeirError.unknownChart(name, of: page.name, in: page.charts.map(\.block.id))
        }
        guard let query = page.queries[chart.data ?? ""] else {
            throw WeirError.unknownQuery(chart.data ?? "", in: Array(page.queries.keys), at: block.location)
        }
        guard let painter else { throw WeirError.noPainter() }
        let (table, _) = try await runner.table(query, of: page, request.query)
        guard table.rowCount > 0 else { throw WeirError.noRows(chart: name, page: page.name) }
        let svg = try await painter.svg(try chart.vegaLite(ChartData(table), look: .light.still))
        return .bytes(Array(svg.utf8), type: MediaType.of(fileNamed: "chart.svg"))
    }
}

extension Page {
    /// The charts in order, each with its block.
    var charts: [(block: PageBlock, chart: Chart)] {
        blocks.compactMap { block in
            if case .chart(let chart, _) = block.content { (block, chart) } else { nil }
        }
    }

    /// The address of a chart's picture.
    func picture(of block: PageBlock) -> String { "/api/pages/\(PercentCoding.encode(name))/charts/\(block.id).svg" }

    /// The charts for programs.
    var chartsJSON: JSONValue {
        .array(
            charts.map { block, chart in
                [
                    "id": .string(block.id), "title": .string(chart.name), "query": .optional(chart.data),
                    "picture": .string(picture(of: block)),
                ]
            })
    }
}
