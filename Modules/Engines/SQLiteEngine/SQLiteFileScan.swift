import CSV
import Diagnostics
import Foundation
import Warehouse

/// Loads files into a temporary table, from which a statement reads them.
struct SQLiteFileScan {
    let scan: FileScan
    let connection: SQLiteConnection

    init(_ scan: FileScan, connection: SQLiteConnection) throws {
        for path in scan.paths where !FileManager.default.fileExists(atPath: path) {
            throw WeirError.sqliteNoFile(path)
        }
        self.scan = scan
        self.connection = connection
    }

    /// Makes `temp.<table>` and fills it with the rows of all files in order.
    func load(into table: String) throws {
        switch scan.format {
        case .csv(let dialect): try loadDelimited(dialect, into: table)
        case .json(let path): try loadJSON(into: table) { try array(in: $0, at: path) }
        case .jsonLines:
            try loadJSON(into: table) { "[" + $0.split(whereSeparator: \.isNewline).joined(separator: ",") + "]" }
        case .parquet: throw WeirError.sqliteParquet(scan.paths.first ?? "")
        }
    }

    // MARK: The table

    private func create(_ table: String, _ columns: [Column]) throws {
        var all = columns
        if let name = scan.pathColumn { all.append(Column(name, .text)) }
        if let name = scan.rowNumberColumn { all.append(Column(name, .integer)) }
        let dialect = SQLiteDialect()
        let list = all.map { "\(dialect.quote($0.name.name)) \(dialect.typeName($0.type))" }.joined(separator: ", ")
        try connection.run("create temp table \(table) (\(list))")
    }

    /// What stands behind the columns of a row: the path and the row's number, as far as they are wanted.
    private func tail(_ path: String, _ number: Int) -> [SQLiteValue] {
        (scan.pathColumn == nil ? [] : [.text(path)]) + (scan.rowNumberColumn == nil ? [] : [.integer(Int64(number))])
    }

    private func insertion(into table: String, _ columns: [Column]) -> String {
        let count = columns.count + tail("", 0).count
        return "insert into temp.\(table) values (\(Array(repeating: "?", count: count).joined(separator: ", ")))"
    }

    // MARK: Delimited text

    private func loadDelimited(_ dialect: FileScan.CSVDialect, into table: String) throws {
        let columns = try scan.columns ?? header(dialect)
        try create(table, columns)
        let nulls = Set(dialect.nullTexts.map { Array($0.utf8) })
        try connection.withStatement(insertion(into: table, columns), nil) { statement in
            var number = 0
            for path in scan.paths {
                let reader = try open(path, dialect)
                if dialect.hasHeader { _ = try inFile(path) { try reader.next() } }
                while try inFile(path, { try reader.next() }) {
                    number += 1
                    guard reader.fieldCount == columns.count else {
                        throw WeirError.sqliteRagged(
                            path, line: reader.line, fields: reader.fieldCount, columns: columns.count)
                    }
                    let values = try columns.indices.map { index in
                        let mayBeNull = dialect.quotedNulls || !reader.isQuoted(index)
                        return try value(of: index, columns[index], reader, path, mayBeNull ? nulls : [])
                    }
                    try statement.insert(values + tail(path, number))
                }
            }
        }
    }

    private func value(
        of index: Int, _ column: Column, _ reader: CSVReader, _ path: String, _ nulls: Set<[UInt8]>
    ) throws -> SQLiteValue {
        let parsed: SQLiteValue? = reader.withField(index) { field in
            if !nulls.isEmpty, field.count <= 16, nulls.contains(Array(field)) { return .null }
            return SQLiteFieldParser.value(field, as: column.type)
        }
        guard let parsed else { throw WeirError.sqliteBadField(path, line: reader.line, column: column) }
        return parsed
    }

    private func open(_ path: String, _ dialect: FileScan.CSVDialect) throws -> CSVReader {
        guard let delimiter = dialect.delimiter.asciiValue, let quote = dialect.quote.asciiValue else {
            throw WeirError.sqliteBadDelimiter()
        }
        return try inFile(path) { try CSVReader(file: URL(filePath: path), delimiter: delimiter, quote: quote) }
    }

    /// The columns that the first file's header names, all texts: this engine does not guess types.
    private func header(_ dialect: FileScan.CSVDialect) throws -> [Column] {
        guard let path = scan.paths.first else { return [] }
        let reader = try open(path, dialect)
        let names = try inFile(path) { try reader.header() }
        return try names.enumerated().map { index, name in
            Column(try ColumnName(dialect.hasHeader && !name.isEmpty ? name : "column\(index)"), .text)
        }
    }

    private func inFile<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as CSVError { throw error.inFile(path) }
    }

    // MARK: JSON

    private func loadJSON(into table: String, records: (String) throws -> String) throws {
        guard let columns = scan.columns else { throw WeirError.sqliteUndeclaredJSON() }
        try create(table, columns)
        let dialect = SQLiteDialect()
        let fields = columns.map { column in
            let path = dialect.literal(.text("$.\"\(column.name)\""))
            return
                "weir_json_value(json_extract(value, \(path)), json_type(value, \(path)), '\(dialect.typeName(column.type))')"
        }
        var number = 0
        for path in scan.paths {
            let content = try text(of: path)
            let tail = tail(path, number)
            let list =
                fields
                + tail.indices.map { index in
                    scan.rowNumberColumn != nil && index == tail.count - 1 ? "? + key + 1" : "?"
                }
            do {
                let array = try records(content)
                let sql = "insert into temp.\(table) select \(list.joined(separator: ", ")) from json_each(?)"
                number += try connection.run(sql, tail + [.text(array)])
            } catch let error as WeirError where error.code == .engineFailure || error.code == .engineConversion {
                throw WeirError.sqliteBadJSON(path, error.message)
            }
        }
    }

    private func array(in content: String, at path: [String]) throws -> String {
        let place = "$" + path.map { ".\"\($0)\"" }.joined()
        let found = try connection.row(
            "select json_type(?1, ?2), json_extract(?1, ?2)", [.text(content), .text(place)]
        ) {
            (type: $0.text(0), text: $0.text(1))
        }
        guard let found, found.type == "array", let text = found.text else { throw WeirError.sqliteNoArray(at: path) }
        return text
    }

    private func text(of path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else { throw WeirError.sqliteNoFile(path) }
        return String(decoding: data, as: UTF8.self)
    }
}
