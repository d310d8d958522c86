import Warehouse

/// Counts over all rows of a table, in few wide queries: no row becomes a value of Swift.
struct TableMeasurer {
    /// Up to so many rows distinct values are counted; beyond, they are estimated first.
    static let exactRows = 60_000
    /// Columns of one query.
    private static let batch = 40

    let bench: Workbench
    let table: LoadedTable
    private var dialect: any SQLDialect { bench.connection.dialect }

    init(bench: Workbench, table: LoadedTable) { (self.bench, self.table) = (bench, table) }

    /// Counts values, lengths, ranges and distinct values, and how many texts are of the guessed type.
    func measure(_ columns: inout [JudgedColumn], _ indices: [Int]) throws {
        for start in stride(from: 0, to: indices.count, by: Self.batch) {
            let some = Array(indices[start..<min(start + Self.batch, indices.count)])
            let inner = some.flatMap { index -> [String] in
                let column = columns[index]
                return ["\(column.place)", "\(column.expression(dialect)) as e\(index)"]
            }
            let outer = some.flatMap { aggregates(columns[$0], $0) }
            let result = try bench.read(
                "select \(outer.joined(separator: ", ")) from (select \(inner.joined(separator: ", ")) from \(table.table.name))"
            )
            for (offset, index) in some.enumerated() {
                take(result, at: offset * Self.figures, &columns[index])
            }
        }
    }

    /// How many figures are asked of each column.
    private static let figures = 8

    private func aggregates(_ column: JudgedColumn, _ index: Int) -> [String] {
        let (text, value) = (column.place, "e\(index)")
        let isText = column.loaded.native == nil || column.loaded.native == .text
        let distinct = table.rows <= Self.exactRows ? "count(distinct \(text))" : "approx_count_distinct(\(text))"
        let length = isText && column.type == .text
        let nullTexts = column.guess.nullTexts.map(bench.literal).joined(separator: ", ")
        return [
            "count(\(text))", distinct, length ? "min(length(\(text)))" : "null",
            length ? "max(length(\(text)))" : "null",
            nullTexts.isEmpty ? "0" : "count(*) filter (\(text) in (\(nullTexts)))", "count(\(value))",
            column.hasRange ? "min(\(value))" : "null", column.hasRange ? "max(\(value))" : "null",
        ]
    }

    private func take(_ result: Table, at start: Int, _ column: inout JudgedColumn) {
        let number = { (offset: Int) in Int(result[0, start + offset].integer ?? 0) }
        column.measure.present = number(0)
        column.measure.distinct = number(1)
        column.measure.isDistinctExact = table.rows <= Self.exactRows
        if let least = result[0, start + 2].integer, let most = result[0, start + 3].integer, least <= most {
            column.measure.lengths = Int(least)...Int(most)
        }
        column.measure.nullTextRows = number(4)
        let isPlainText = column.type == .text && column.reading == .plain
        column.measure.parsed = isPlainText ? number(0) - number(4) : number(5)
        let (least, greatest) = (result[0, start + 6], result[0, start + 7])
        column.measure.range = least.isNull ? nil : ValueRange(least, greatest)
    }

    /// The texts of a column that are neither of its type nor stand for no value, the commonest first.
    func misfits(of column: JudgedColumn) throws -> [String] {
        let nullTexts = column.guess.nullTexts.map(bench.literal).joined(separator: ", ")
        let others = nullTexts.isEmpty ? "" : " and \(column.place) not in (\(nullTexts))"
        let result = try bench.read(
            """
            select cast(\(column.place) as varchar) as text, count(*) as times from \(table.table.name) \
            where \(column.place) is not null and (\(column.expression(dialect))) is null\(others) \
            group by text order by times desc, text limit 200
            """)
        return (0..<result.rowCount).compactMap { result[$0, 0].text }
    }

    /// How many rows another reading of a column fits.
    func count(_ column: JudgedColumn, readAs reading: Reading) throws -> Int {
        var column = column
        column.guess.reading = reading
        return try bench.count("select count(\(column.expression(dialect))) from \(table.table.name)")
    }

    /// Counts the distinct values of columns that have few of them, all at once.
    func countFew(_ columns: inout [JudgedColumn]) throws {
        let few = columns.indices.filter { !columns[$0].measure.isDistinctExact && columns[$0].measure.distinct < 300 }
        guard !few.isEmpty else { return }
        let list = few.map { "count(distinct \(columns[$0].place))" }.joined(separator: ", ")
        let result = try bench.read("select \(list) from \(table.table.name)")
        for (offset, index) in few.enumerated() {
            columns[index].measure.distinct = Int(result[0, offset].integer ?? 0)
            columns[index].measure.isDistinctExact = true
        }
    }
}
