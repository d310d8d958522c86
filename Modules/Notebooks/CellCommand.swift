/// What a code cell asks for.
enum CellCommand: Equatable {
    /// A query, whose result charts can use under `name`.
    case query(name: String?, sql: String)
    /// A chart over an earlier result; `spec` is YAML.
    case chart(spec: String)
    /// Default values of the notebook's parameters, as YAML.
    case parameters(String)
    /// Nothing but space and comments.
    case nothing

    /// Reads a code cell: tagged `parameters`, begun with `%%chart`, begun with `%%sql name`, or plain SQL.
    init(_ cell: NotebookCell) {
        let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.first.map { $0.trimmed } ?? ""
        let words = first.split(separator: " ").map(String.init)
        let rest = lines.dropFirst().joined(separator: "\n")
        if cell.tags.contains("parameters") || words.first == "%%parameters" {
            self = .parameters(words.first == "%%parameters" ? rest : cell.source)
        } else if words.first == "%%chart" {
            self = .chart(spec: rest)
        } else if words.first == "%%sql" {
            // The line of the command stays as an empty one, so that places in the query are places in the cell.
            self = .query(name: words.count > 1 ? words[1] : nil, sql: "\n" + rest)
        } else {
            self = Self.isBlank(cell.source) ? .nothing : .query(name: nil, sql: cell.source)
        }
    }

    private static func isBlank(_ source: String) -> Bool {
        source.split(separator: "\n").allSatisfy { line in
            let text = line.trimmed
            return text.isEmpty || text.hasPrefix("--")
        }
    }
}
