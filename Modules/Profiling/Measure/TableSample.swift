import Warehouse

/// Sampled rows of a loaded table, by column: the first ones, the last ones, and some from in between.
struct TableSample {
    static let firstRows = 1000
    private static let lastRows = 300
    private static let betweenRows = 1500
    private static let mostCells = 600_000

    /// The values of each column, with nulls, in the order of the rows.
    let columns: [[String?]]
    /// How many rows follow one another from the first on.
    let consecutive: Int
    var rows: Int { columns.first?.count ?? 0 }

    init(of table: LoadedTable, on bench: Workbench) throws {
        let most = max(200, Self.mostCells / max(1, table.columns.count))
        let first = min(Self.firstRows, most / 2)
        var filter = ""
        if table.rows > most || table.rows > first + Self.lastRows + Self.betweenRows {
            let last = min(Self.lastRows, most / 8)
            let step = max(1, table.rows / min(Self.betweenRows, most / 3))
            filter = " where rowid < \(first) or rowid >= \(table.rows - last) or rowid % \(step) = 0"
        }
        let list = table.columns.map { "cast(\($0.place) as varchar)" }
        let read = try bench.read("select \(list.joined(separator: ", ")) from \(table.table.name)\(filter)")
        columns = read.vectors.map { vector in
            if case .texts(let texts) = vector { texts } else { (0..<vector.count).map { vector[$0].text } }
        }
        consecutive = filter.isEmpty ? read.rowCount : min(first, read.rowCount)
    }

    /// What is sampled of a column.
    func column(_ index: Int, named words: NameWords, unit: String?) -> ColumnSample {
        let values = columns[index]
        return ColumnSample(
            words: words, values: values.compactMap(\.self),
            consecutive: values.prefix(consecutive).count { $0 != nil },
            unit: unit)
    }
}
