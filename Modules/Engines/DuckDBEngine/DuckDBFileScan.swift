import Diagnostics
import Warehouse

/// Writes a scan of files as an expression for `from`.
struct DuckDBFileScan {
    private let scan: FileScan
    private let dialect = DuckDBDialect()

    init(_ scan: FileScan) throws {
        guard !scan.paths.isEmpty else { throw WeirError.noFilesToScan() }
        self.scan = scan
    }

    /// The expression: a table function, or a subquery over one.
    var sql: SQL {
        var columns = ["*"]
        let source: String
        switch scan.format {
        case .csv(let csv): source = readCSV(csv)
        case .jsonLines: source = readJSON(format: "newline_delimited")
        case .json(let path) where path.isEmpty: source = readJSON(format: "array")
        case .json(let path): return SQL(raw: records(at: path))
        case .parquet:
            source = "read_parquet(\(paths)\(fileName))"
            if let wanted = scan.columns {
                columns = wanted.map {
                    "cast(\(quoted($0.name)) as \(dialect.typeName($0.type))) as \(quoted($0.name))"
                }
                if let pathColumn = scan.pathColumn { columns.append(quoted(pathColumn)) }
            }
        }
        if let number = scan.rowNumberColumn { columns.append("row_number() over () as \(quoted(number))") }
        return SQL(raw: columns == ["*"] ? source : "(select \(columns.joined(separator: ", ")) from \(source))")
    }

    private func readCSV(_ csv: FileScan.CSVDialect) -> String {
        var options = [
            "header = \(csv.hasHeader)", "delim = \(text(String(csv.delimiter)))", "quote = \(text(String(csv.quote)))",
            "escape = \(text(String(csv.quote)))", "allow_quoted_nulls = \(csv.quotedNulls)",
            // A text that no file holds: DuckDB wants at least one.
            "nullstr = [\((csv.nullTexts.isEmpty ? ["\u{1}weir\u{1}"] : csv.nullTexts).map(text).joined(separator: ", "))]",
        ]
        if let columns = scan.columns {
            options += [
                "auto_detect = false", "strict_mode = true", "columns = {\(fields(columns, separator: ": ", text))}",
            ]
        }
        return "read_csv(\(paths), \(options.joined(separator: ", "))\(fileName))"
    }

    private func readJSON(format: String) -> String {
        var options = ["format = '\(format)'", "maximum_object_size = \(Self.maximumRecordBytes)"]
        if let columns = scan.columns { options.append("columns = {\(fields(columns, separator: ": ", text))}") }
        return "read_json(\(paths), \(options.joined(separator: ", "))\(fileName))"
    }

    /// Records of an array inside of one document a file.
    private func records(at path: [String]) -> String {
        var options = ["format = 'unstructured'", "maximum_object_size = \(Self.maximumDocumentBytes)"]
        if let columns = scan.columns {
            let record = "struct(\(fields(columns, separator: " ") { dialect.quote($0) }))[]"
            let type = path.dropFirst().reversed().reduce(record) { "struct(\(dialect.quote($1)) \($0))" }
            options.append("columns = {\(text(path[0])): \(text(type))}")
        }
        let list = path.map(dialect.quote).joined(separator: ".")
        var columns = ["unnest(weir_record)"]
        if let pathColumn = scan.pathColumn { columns.append(quoted(pathColumn)) }
        if let number = scan.rowNumberColumn { columns.append("row_number() over () as \(quoted(number))") }
        let name = scan.pathColumn.map { ", \(quoted($0))" } ?? ""
        return """
            (select \(columns.joined(separator: ", ")) from (select unnest(\(list)) as weir_record\(name) \
            from read_json(\(paths), \(options.joined(separator: ", "))\(fileName))))
            """
    }

    /// One record of a file may be this long.
    private static let maximumRecordBytes = 64 << 20
    /// One document of a file may be this long.
    private static let maximumDocumentBytes = 512 << 20

    private func fields(_ columns: [Column], separator: String, _ name: (String) -> String) -> String {
        columns.map { column in
            let type = dialect.typeName(column.type)
            return name(column.name.name) + separator + (separator == " " ? type : text(type))
        }.joined(separator: ", ")
    }

    private var fileName: String { scan.pathColumn.map { ", filename = \(text($0.name))" } ?? "" }

    /// The files as literals; signs that DuckDB would read as patterns stand for themselves.
    private var paths: String {
        "["
            + scan.paths.map { path in
                text(path.map { "[*?".contains($0) ? "[\($0)]" : String($0) }.joined())
            }.joined(separator: ", ") + "]"
    }

    private func text(_ text: String) -> String { dialect.literal(.text(text)) }
    private func quoted(_ name: ColumnName) -> String { dialect.quote(name.name) }
}
