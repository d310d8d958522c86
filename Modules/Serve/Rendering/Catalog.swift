import JSON
import Warehouse

/// The tables of a snapshot, with what the manifest says about them.
struct Catalog: Sendable {
    struct Entry: Sendable {
        let table: TableName
        let rows: Int
        let columns: [Column]
        let summary: String
        let columnSummaries: [String: String]
    }

    let entries: [Entry]

    /// The schema of a snapshot's own book-keeping.
    private static let ownSchema = "weir"

    static func read(_ data: PublishedData, _ manifest: Manifest?) async throws -> Catalog {
        let entries = try await data.engine.withConnection { connection in
            try connection.relations().filter { $0.name.schema != ownSchema }.map { relation in
                let model = manifest?.nodes.values.first {
                    $0.name == relation.name.name && (relation.name.schema == nil || $0.schema == relation.name.schema)
                }
                return Entry(
                    table: relation.name, rows: try connection.rowCount(of: relation.name),
                    columns: try connection.columns(of: relation.name) ?? [], summary: model?.summary ?? "",
                    columnSummaries: model?.columns ?? [:])
            }
        }
        return Catalog(entries: entries.sorted { $0.table < $1.table })
    }

    var markup: Markup {
        let tables: [Markup] = entries.map { entry in
            let rows: [Markup] = entry.columns.map { column in
                """
                <tr><td><code>\(column.name.name)</code></td><td>\(column.type.description)</td>\
                <td>\(entry.columnSummaries[column.name.name] ?? "")</td></tr>
                """
            }
            let summary: Markup? = entry.summary.isEmpty ? nil : "<p>\(entry.summary)</p>"
            let count = ValueFormat.integer.text(.integer(Int64(entry.rows)))
            return """
                <details class="card relation" id="\(entry.table.description)"><summary>\
                <code>\(entry.table.description)</code><span>\(count) rows · \(entry.columns.count) columns</span>\
                </summary>\(summary)<div class="scroll" tabindex="0"><table><thead><tr><th>Column</th><th>Type</th>\
                <th>Meaning</th></tr></thead><tbody>\(rows)</tbody></table></div></details>
                """
        }
        return "<div class=\"relations\" data-block id=\"catalog\">\(tables)</div>"
    }

    /// The tables as JSON.
    var json: JSONValue {
        .array(
            entries.map { entry in
                let columns = entry.columns.map { column -> JSONValue in
                    [
                        "name": .string(column.name.name), "type": .string(column.type.description),
                        "description": .string(entry.columnSummaries[column.name.name] ?? ""),
                    ]
                }
                return [
                    "table": .string(entry.table.description), "rows": .integer(Int64(entry.rows)),
                    "description": .string(entry.summary), "columns": .array(columns),
                ]
            })
    }
}
