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
        if resource.disposition == .merge || rows.hasVariants {
            // The last rows come first: of rows with one key the last one wins, and what it finds of them is older.
            var staged = StagedColumns(names: fixed.map(\.name))
            for wave in LoadWave.waves(files, limitBytes: Self.stagedLimitBytes).reversed() {
                try stage(rows, wave, &staged, &outcome)
            }
        } else {
            for wave in LoadWave.waves(files, limitBytes: Self.directLimitBytes) {
                outcome.counts.inserted += try insert(rows, wave, into: resource.table, isOrdered: false, &outcome)
            }
            outcome.rowsRead = outcome.counts.inserted
            try countByFile(resource.table, mine, &outcome)
        }
        outcome.cursor = try cursor()
        return outcome
    }

    /// The bytes of files that one statement reads.
    private static let directLimitBytes = 512 << 20
    /// The bytes of files whose rows stand in a staging table at a time, uncompressed and in memory.
    private static let stagedLimitBytes = 96 << 20

    /// The rows that this load has put into the table.
    private var mine: SQL { "where \(RowQuery.loadIDColumn) = \(manifest.loadID)" }

    /// The columns that go from staging tables into the target, and whether a wave has gone before.
    private struct StagedColumns {
        var names: [ColumnName]
        var isFirst = true
    }

    /// Reads a wave into a table of its own first, then moves the rows into the target: where rows replace others, and where
    /// it takes the rows to know which columns the target needs.
    private func stage(
        _ rows: RowQuery, _ wave: LoadWave, _ staged: inout StagedColumns, _ outcome: inout Outcome
    ) throws {
        let staging = try TableName(catalog: "temp", name: "weir_staging_\(resource.table.name)")
        let isOrdered = rows.hasRowID
        let order = isOrdered ? [Column(RowQuery.orderColumn, .integer)] : []
        try connection.drop(staging)
        let columns = (rows.columns + order).map { "\($0.name) \($0.type)" as SQL }
        _ = try connection.run("create temporary table \(identifier: staging.name) (\(columns.joined()))")
        outcome.rowsRead += try insert(rows, wave, into: staging, isOrdered: isOrdered, &outcome)
        try countByFile(staging, .empty, &outcome)
        try keepVariants(rows, of: staging, &staged, &outcome)
        if resource.disposition == .merge {
            let counts = try connection.merge(
                from: staging, into: resource.table, key: resource.key, columns: staged.names,
                order: isOrdered ? RowQuery.orderColumn : "rowid",
                later: staged.isFirst ? nil : (RowQuery.loadIDColumn, .text(manifest.loadID)))
            outcome.counts.inserted += counts.inserted
            outcome.counts.replaced += counts.replaced
            outcome.counts.duplicates += counts.duplicates
        } else {
            outcome.counts.inserted += try connection.run(
                "insert into \(resource.table) (\(staged.names.list)) select \(staged.names.list) from \(staging)")
        }
        staged.isFirst = false
        try connection.drop(staging)
    }

    /// Gives the target a column for each column of the staging table that holds values of another type.
    private func keepVariants(
        _ rows: RowQuery, of staging: TableName, _ staged: inout StagedColumns, _ outcome: inout Outcome
    ) throws {
        for column in rows.variantColumns {
            let variant = RowQuery.variant(of: column)
            let count = try connection.read("select count(\(variant)) from \(staging)").scalar.integer ?? 0
            guard count > 0 else { continue }
            if !staged.names.contains(variant) {
                outcome.changes += try target.add(variant: variant)
                staged.names.append(variant)
            }
            outcome.changes.append("\(count) values of \(column) are of another type, kept in \(variant)")
        }
    }

    /// Inserts the rows of a wave; with `isOrdered` their places too, into the last column. Returns how many.
    private func insert(
        _ rows: RowQuery, _ wave: LoadWave, into table: TableName, isOrdered: Bool, _ outcome: inout Outcome
    ) throws -> Int {
        let inserting = RowInsert(
            resource: resource, source: source.name, connection: connection, progress: progress, isOrdered: isOrdered)
        guard case .columnarJSON(let key, let units) = resource.format else {
            return try inserting.insert(wave, rows, into: table)
        }
        let columnar = ColumnarQuery(
            resource: resource, settings: settings, loadID: manifest.loadID, key: key, units: units)
        let counts = try inserting.insert(wave.files, columnar, into: table)
        for (file, count) in zip(wave.files, counts) { outcome.rowsByFile[file.landedName, default: 0] += count }
        return counts.reduce(0, +)
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

    /// The greatest value of the cursor's column among the rows of this load, as text.
    private func cursor() throws -> String? {
        switch resource.cursor {
        case nil: return nil
        case .month: return manifest.files.flatMap(\.months).max()?.description
        case .column(let column, _):
            let value = try connection.read("select max(\(column)) from \(resource.table) \(mine)").scalar
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
