import Diagnostics
import Warehouse

/// Inserts the rows of files into a table: the statements, how far they are, and what their failures mean.
struct RowInsert {
    let resource: Resource
    let source: String
    let connection: any EngineConnection
    let progress: IngestProgress
    /// Whether the places of the rows are inserted too, into the last column.
    let isOrdered: Bool

    private var order: [ColumnName] { isOrdered ? [RowQuery.orderColumn] : [] }

    /// Inserts the rows of a wave, in the order of its files; returns how many.
    func insert(_ wave: LoadWave, _ rows: RowQuery, into table: TableName) throws -> Int {
        let names = rows.columns.map(\.name) + order
        let queries = { (groups: ArraySlice<FileGroup>) in
            try groups.indices.map { index in
                try query(groups[index], rows, place: Int64(index) * RowQuery.groupStride)
            }.joined(separator: " union all ")
        }
        let all = wave.groups[...]
        let pieces = DialectSQL.unitesScans(connection.dialect) ? [all] : all.indices.map { all[$0...$0] }
        return try pieces.reduce(0) { count, groups in
            try count + run(groups.flatMap(\.files)) { "insert into \(table) (\(names.list)) \(try queries(groups))" }
        }
    }

    /// Inserts the rows of documents one after the other; returns how many each has.
    func insert(_ files: [DataFile], _ columnar: ColumnarQuery, into table: TableName) throws -> [Int] {
        let names = resource.columns.map(\.name) + [RowQuery.loadIDColumn] + order
        return try files.enumerated().map { index, file in
            try run([file]) {
                let place = isOrdered ? Int64(index) * RowQuery.groupStride : nil
                return "insert into \(table) (\(names.list)) \(try columnar.query(file, connection, order: place))"
            }
        }
    }

    private func query(_ group: FileGroup, _ rows: RowQuery, place: Int64) throws -> SQL {
        let scan = FileScan(
            group.files.map(\.path), format: resource.format.scan, columns: rows.scanned(group),
            pathColumn: resource.hasFileColumn ? RowQuery.pathColumn : nil,
            rowNumberColumn: isOrdered ? RowQuery.orderColumn : nil)
        let relation = try connection.relation(of: scan)
        try refuseBadMoments(rows, group, in: relation)
        return try rows.query(group, from: relation, order: isOrdered ? place : nil)
    }

    /// Runs a statement over files, tells that they are done, and explains its failure by them.
    private func run(_ files: [DataFile], _ statement: () throws -> SQL) throws -> Int {
        do {
            let count = try connection.run(try statement())
            let bytes = files.reduce(0) { $0 + $1.bytes }
            progress.finish(file: files.first?.shown ?? "", bytes: bytes, rows: count)
            return count
        } catch let error as WeirError {
            throw LoadFailure(files: files, resource: resource, source: source).explain(error)
        }
    }

    /// Fails on texts that are no times, where the query itself does not.
    private func refuseBadMoments(_ rows: RowQuery, _ group: FileGroup, in relation: SQL) throws {
        guard !rows.hasVariants else { return }
        for field in group.fields where field.isMoment {
            let path: SQL = resource.hasFileColumn ? SQL(RowQuery.pathColumn) : "''"
            guard let query = DialectSQL.badMoments(field.scanned, path: path, in: relation, connection.dialect),
                let bad = try connection.read(query).rows.first
            else { continue }
            throw WeirError(.engineConversion, "\(DialectSQL.badMoment)\(field.scanned) \(bad[0].description)")
        }
    }
}
