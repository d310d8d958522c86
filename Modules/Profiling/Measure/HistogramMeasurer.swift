import Foundation
import Warehouse

/// How the values of columns are spread; of a large table over some of its rows.
struct HistogramMeasurer {
    static let steps = 10
    private static let batch = 40
    private static let mostCategories = 100
    /// Rows that are looked at, about.
    private static let mostRows = 100_000

    let bench: Workbench
    let table: LoadedTable
    private var someRows: String {
        let step = table.rows / Self.mostRows
        return step > 1 ? " where rowid % \(step) = 0" : ""
    }
    private var dialect: any SQLDialect { bench.connection.dialect }

    func measure(_ columns: inout [JudgedColumn]) throws {
        try steps(of: &columns)
        try categories(of: &columns)
    }

    /// Equal steps from the least value to the greatest.
    private func steps(of columns: inout [JudgedColumn]) throws {
        let ranged = columns.indices.filter { columns[$0].measure.range != nil }
        for start in stride(from: 0, to: ranged.count, by: Self.batch) {
            let some = Array(ranged[start..<min(start + Self.batch, ranged.count)])
            let list = some.map { "cast(histogram(\(bucket(columns[$0]))) as varchar)" }
            let result = try bench.read("select \(list.joined(separator: ", ")) from \(table.table.name)\(someRows)")
            for (offset, index) in some.enumerated() {
                columns[index].measure.histogram = Self.counts(result[0, offset].text ?? "")
            }
        }
    }

    private func bucket(_ column: JudgedColumn) -> String {
        guard let range = column.measure.range, let least = Self.number(range.least),
            let greatest = Self.number(range.greatest), greatest > least
        else { return "case when \(column.expression(dialect)) is not null then 0::tinyint end" }
        let value =
            column.type.isNumeric
            ? "cast(\(column.expression(dialect)) as double)" : "epoch(\(column.expression(dialect)))"
        let step = (greatest / 2 - least / 2) / Double(Self.steps) * 2
        let place = "floor((\(value) - \(Self.sql(least))) / \(Self.sql(step)))"
        // The engine's least and greatest pass over nulls.
        return
            "case when \(value) is not null then cast(greatest(0, least(\(Self.steps - 1), \(place))) as tinyint) end"
    }

    private static func sql(_ number: Double) -> String { "cast('\(number)' as double)" }

    private static func number(_ value: Value) -> Double? {
        switch value {
        case .day(let day): Double(day.daysSinceEpoch) * 86_400
        case .timestamp(let moment): Double(moment.microsecondsSinceEpoch) / 1e6
        default: value.double
        }
    }

    /// `{0=3, 7=1}` as ten counts.
    private static func counts(_ map: String) -> [Int] {
        var counts = [Int](repeating: 0, count: steps)
        for pair in map.split(whereSeparator: { "{}, ".contains($0) }) {
            let parts = pair.split(separator: "=").compactMap { Int($0) }
            if parts.count == 2, counts.indices.contains(parts[0]) { counts[parts[0]] = parts[1] }
        }
        return counts
    }

    /// How often the commonest values of a category stand, without the values.
    private func categories(of columns: inout [JudgedColumn]) throws {
        for index in columns.indices {
            let column = columns[index]
            let isCategory = column.measure.range == nil && (1...Self.mostCategories).contains(column.measure.distinct)
            guard isCategory, column.measure.isDistinctExact else { continue }
            let result = try bench.read(
                """
                select count(*) as times from (select \(column.place) as value from \(table.table.name)\(someRows)) \
                where value is not null group by value order by times desc limit \(Self.steps)
                """)
            columns[index].measure.histogram = (0..<result.rowCount).map { Int(result[$0, 0].integer ?? 0) }
        }
    }
}
