import Diagnostics
import Warehouse

/// Parquet: columns with types of their own.
struct ParquetRecognizer: Recognizer {
    func recognize(_ sample: FileSample, _ overrules: ResourceOverrules) throws -> (any RecognizedFile)? {
        let mark = Array("PAR1".utf8)
        guard sample.head.starts(with: mark) else { return nil }
        guard sample.tail.suffix(4).elementsEqual(mark) else { throw WeirError.cutParquet(sample.file.shown) }
        return ParquetFile(file: sample.file)
    }
}

/// A Parquet file.
struct ParquetFile: RecognizedFile {
    let file: DataFile

    /// What the files of a folder have in common is known to the engine alone; equal names of columns are looked for there.
    var fingerprint: String? { nil }

    func load(with others: [any RecognizedFile], on bench: Workbench) throws -> LoadedTable {
        let table = try bench.newTable()
        let scan = "read_parquet(\(bench.path(file.place)))"
        let described: Table
        do { described = try bench.read("select * from \(scan) limit 0") } catch let error as WeirError
            where error.kind != .interrupted
        { throw WeirError.brokenParquet(file.shown) }
        let columns = described.columns.enumerated().map { index, column in
            LoadedColumn(
                place: "c\(index)", original: column.name.name, path: [column.name.name],
                native: Self.native(column.type))
        }
        let list = zip(columns, described.columns).map { column, found in
            "\(Self.expression(bench.quoted(found.name.name), found.type)) as \(column.place)"
        }
        try bench.run("create temp table \(table.name) as select \(list.joined(separator: ", ")) from \(scan)")
        return LoadedTable(
            table: table, name: file.stem, nameReason: "the name of the file", files: [file.shown], format: .parquet,
            columns: columns, rows: try bench.count("select count(*) from \(table.name)"))
    }

    /// The type that a column has in the table.
    private static func native(_ type: ColumnType) -> ColumnType {
        switch type {
        case .other("uuid"), .other("time"), .other("interval"): .text
        case .other("timestamp with time zone"): .timestamp
        case .other, .json, .bytes: type == .bytes ? .bytes : .json
        default: type
        }
    }

    private static func expression(_ column: String, _ type: ColumnType) -> String {
        switch type {
        case .other("timestamp with time zone"): "timezone('UTC', \(column))"
        case .other("uuid"), .other("time"), .other("interval"): "cast(\(column) as varchar)"
        case .other, .json: "cast(to_json(\(column)) as varchar)"
        default: column
        }
    }
}
