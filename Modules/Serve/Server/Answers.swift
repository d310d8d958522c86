import CSV
import Diagnostics
import Foundation
import HTTPServer
import JSON
import Warehouse

/// Answers for programs.
enum Answers {
    static func json(_ value: JSONValue, status: Int = 200) -> WebResponse {
        .json(value.text() + "\n", status: status)
    }

    /// An error: as JSON under `/api`, as text elsewhere; 404 for what is not there, else 500.
    static func failure(_ error: WeirError, _ request: WebRequest) -> WebResponse {
        let status =
            switch error.code {
            case "serve.unknown_page", "serve.unknown_query", "serve.unknown_chart", "serve.no_rows": 404
            case "serve.nothing_published", "state.missing", "charts.painter_missing", "charts.painter_ended",
                "charts.painter_slow":
                503
            default: 500
            }
        if request.segments.first == "api" { return json(["error": error.json], status: status) }
        return .text(error.text() + "\n", status: status)
    }

    /// A table with the types of its columns and what it is as of.
    static func table(_ table: Table, _ data: PublishedData?) -> JSONValue {
        let columns = table.columns.map { column -> JSONValue in
            ["name": .string(column.name.name), "type": .string(column.type.description)]
        }
        return [
            "as_of": .optional(data?.publishedAt.iso8601), "run": .optional(data?.run), "columns": .array(columns),
            "rows": table.json,
        ]
    }

    /// A table as CSV, for downloading.
    static func csv(_ table: Table, named name: String) -> WebResponse {
        var writer = CSVWriter()
        writer.row(table.columns.map(\.name.name))
        for row in 0..<table.rowCount {
            writer.row(table.columns.indices.map { table[row, $0].isNull ? nil : table[row, $0].description })
        }
        var response = WebResponse.bytes(writer.takeBytes(), type: MediaType.of(fileNamed: "table.csv"))
        // A query's name has letters, digits and `_` only.
        response.headers["Content-Disposition"] = "attachment; filename=\"\(name).csv\""
        return response
    }
}
