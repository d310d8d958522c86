import Diagnostics
import Foundation
import Warehouse

/// Loads one table from the data files of a landing, inside of the load's transaction.
struct TableLoad {
    let source: Source
    let resource: Resource
    let settings: SettingValues
    let contract: SchemaContract
    let manifest: LandingManifest
    let files: [DataFile]
    let target: TargetTable
    let progress: IngestProgress

    private var connection: any EngineConnection { target.connection }

    /// What a load did to a table.
    struct Outcome: Sendable {
        var rowsRead = 0
        var rowsByFile: [String: Int] = [:]
        var counts = MergeCounts()
        var cursor: String?
        var changes: [String] = []
    }

    func run() throws -> Outcome {
        var outcome = Outcome()
        let newColumns = try newColumns(&outcome)
        let rows = RowQuery(
            resource: resource, settings: settings, dialect: connection.dialect, loadID: manifest.loadID,
            newColumns: newColumns, hasVariants: contract.retypedField == .variant)
        let fixed = rows.columns.filter { column in
            !rows.variantColumns.contains { RowQuery.variant(of: $0) == column.name }
        }
        outcome.changes += try target.prepare(
            fixed, disposition: resource.disposition, isFullRefresh: manifest.isFullRefresh)
        noteVanished(&outcome)
        if rows.hasVariants || resource.disposition == .merge && rows.hasRowID {
            try stage(rows, fixed: fixed, &outcome)
        } else {
            outcome.rowsRead = try insert(rows, into: resource.table, isOrdered: false, &outcome)
            outcome.counts = MergeCounts(inserted: outcome.rowsRead)
            if resource.disposition == .merge {
                outcome.counts = try connection.mergeInserted(
                    into: resource.table, marked: RowQuery.loadIDColumn, .text(manifest.loadID), key: resource.key)
            }
            let mine: SQL = "where \(RowQuery.loadIDColumn) = \(manifest.loadID)"
            outcome.cursor = try cursor(in: resource.table, mine)
            try countByFile(resource.table, mine, &outcome)
        }
        return outcome
    }

    /// Reads into a table of its own first, then moves the rows into the target: where it takes all rows to know which
    /// columns the target needs, or where a column is called `rowid` and hides the place of a row.
    private func stage(_ rows: RowQuery, fixed: [Column], _ outcome: inout Outcome) throws {
        let staging = try TableName(catalog: "temp", name: "weir_staging_\(resource.table.name)")
        try connection.drop(staging)
        let columns = (rows.columns + [Column(RowQuery.orderColumn, .integer)]).map { "\($0.name) \($0.type)" as SQL }
        _ = try connection.run("create temporary table \(identifier: staging.name) (\(columns.joined()))")
        outcome.rowsRead = try insert(rows, into: staging, isOrdered: true, &outcome)
        outcome.cursor = try cursor(in: staging, .empty)
        try countByFile(staging, .empty, &outcome)
        var names = fixed.map(\.name)
        for column in rows.variantColumns {
            let variant = RowQuery.variant(of: column)
            let count = try connection.read("select count(\(variant)) from \(staging)").scalar.integer ?? 0
            guard count > 0 else { continue }
            outcome.changes += try target.add(variant: variant)
            outcome.changes.append("\(count) values of \(column) are of another type, kept in \(variant)")
            names.append(variant)
        }
        if resource.disposition == .merge {
            outcome.counts = try connection.merge(
                from: staging, into: resource.table, key: resource.key, columns: names, order: RowQuery.orderColumn)
        } else {
            outcome.counts.inserted = try connection.run(
                "insert into \(resource.table) (\(names.list)) select \(names.list) from \(staging)")
        }
        try connection.drop(staging)
    }

    /// Inserts the rows of all files; with `isOrdered` their places too, into the last column.
    private func insert(
        _ rows: RowQuery, into table: TableName, isOrdered: Bool, _ outcome: inout Outcome
    ) throws -> Int {
        let order = isOrdered ? [RowQuery.orderColumn] : []
        if case .columnarJSON(let key, let units) = resource.format {
            let columnar = ColumnarQuery(
                resource: resource, settings: settings, loadID: manifest.loadID, key: key, units: units)
            let names = resource.columns.map(\.name) + [RowQuery.loadIDColumn] + order
            let counts = try insert(files, into: table, names, { [$0] }) { file, place in
                try columnar.query(file, connection, order: isOrdered ? place : nil)
            }
            for (file, count) in zip(files, counts) { outcome.rowsByFile[file.landedName, default: 0] += count }
            return counts.reduce(0, +)
        }
        return try insert(FileGroup.groups(files), into: table, rows.columns.map(\.name) + order, \.files) {
            group, place in
            let scan = FileScan(
                group.files.map(\.path), format: resource.format.scan, columns: rows.scanned(group),
                pathColumn: resource.hasFileColumn ? RowQuery.pathColumn : nil,
                rowNumberColumn: isOrdered ? RowQuery.orderColumn : nil)
            let relation = try connection.relation(of: scan)
            try refuseBadMoments(rows, group, in: relation)
            return try rows.query(group, from: relation, order: isOrdered ? place : nil)
        }.reduce(0, +)
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

    /// Inserts piece by piece what `query` makes of it, given the place where the piece's rows begin; returns the counts.
    private func insert<Piece>(
        _ pieces: [Piece], into table: TableName, _ names: [ColumnName], _ filesOf: (Piece) -> [DataFile],
        _ query: (Piece, Int64) throws -> SQL
    ) throws -> [Int] {
        try pieces.enumerated().map { index, piece in
            let files = filesOf(piece)
            do {
                let rows = try query(piece, Int64(index) * RowQuery.groupStride)
                let count = try connection.run("insert into \(table) (\(names.list)) \(rows)")
                progress.finish(file: files[0].shown, bytes: files.reduce(0) { $0 + $1.bytes }, rows: count)
                return count
            } catch let error as WeirError {
                throw LoadFailure(group: FileGroup(files: files), resource: resource, source: source.name).explain(
                    error)
            }
        }
    }

    /// The columns for fields that were not declared, by the contract.
    private func newColumns(_ outcome: inout Outcome) throws -> [Column] {
        var new: [ColumnName] = []
        for file in files {
            for name in file.newFields
            where !new.contains(name) && !resource.columns.contains(where: { $0.name == name }) {
                if contract.newField == .fail {
                    throw WeirError.newField(name.name, in: file.shown, source: source.name)
                }
                new.append(name)
            }
        }
        if contract.newField == .ignore {
            outcome.changes += new.map { "field \($0) is not declared, left out" }
            return []
        }
        return new.map { Column($0, .text) }
    }

    private func noteVanished(_ outcome: inout Outcome) {
        var noted: Set<String> = []
        for file in files {
            for field in file.vanished where noted.insert(field.name).inserted {
                outcome.changes.append("field \(field.name) is gone, \(field.column) is null (\(file.shown))")
            }
        }
    }

    private func countByFile(_ table: TableName, _ condition: SQL, _ outcome: inout Outcome) throws {
        guard resource.hasFileColumn else { return }
        if Set(files.map(\.landedName)).count == 1 {
            outcome.rowsByFile[files[0].landedName] = outcome.rowsRead
            return
        }
        let counts = try connection.read(
            "select \(RowQuery.fileColumn), count(*) from \(table) \(condition) group by \(RowQuery.fileColumn)")
        for row in counts.rows {
            let landed = row[0].description.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
            outcome.rowsByFile[landed, default: 0] += Int(row[1].integer ?? 0)
        }
    }

    /// The greatest value of the cursor's column, as text.
    private func cursor(in table: TableName, _ condition: SQL) throws -> String? {
        switch resource.cursor {
        case nil: return nil
        case .month: return manifest.files.flatMap(\.months).max()?.description
        case .column(let column, _):
            let value = try connection.read("select max(\(column)) from \(table) \(condition)").scalar
            return value.isNull ? nil : value.description
        }
    }
}

extension RecordFormat {
    /// The format in the words of a scan.
    var scan: FileScan.Format {
        switch self {
        case .csv(let delimiter, let nullTexts, let quotedNulls):
            .csv(.init(delimiter: delimiter, nullTexts: nullTexts, quotedNulls: quotedNulls))
        case .json(let path): .json(path: path)
        case .columnarJSON(let key, _): .json(path: [key])
        case .jsonLines: .jsonLines
        case .parquet: .parquet
        }
    }
}
