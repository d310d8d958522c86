import Profiling
import Warehouse

/// A raw table of a new source: what the sample holds, and what is made of it.
public struct PlannedTable: Sendable, Hashable {
    /// The raw table: `raw.air_quality`.
    public let table: TableName
    /// Its part of the profile.
    public let resource: ResourceProfile
    /// The files that it is read from, by name with `*`: `*.csv`.
    public let files: String
    /// How many days before the newest value of the cursor a run begins again.
    public let lookBackDays: Int

    init(_ table: TableName, _ resource: ResourceProfile, files: String, lookBackDays: Int) {
        (self.table, self.resource, self.files, self.lookBackDays) = (table, resource, files, lookBackDays)
    }

    /// Its name without schema: `air_quality`.
    var name: String { table.name }

    /// The columns that hold something, in order.
    var columns: [ColumnProfile] { resource.columns }

    /// The column by whose days rows are counted: the cursor where it is a time, else the first day or moment that is
    /// there in most rows.
    var time: ColumnProfile? {
        let times = columns.filter { $0.role.value == .time && [.day, .timestamp].contains($0.type.value) }
        let cursor = resource.cursor.value
        return times.first { $0.name.value == cursor }
            ?? times.first { $0.nulls * 10 <= resource.rows }
    }

    /// The column by which figures are broken down best: a text with a few values that says nothing about a person.
    var breakdown: ColumnProfile? {
        columns.first { column in
            column.role.value == .category && column.type.value == .text && !column.isPersonal
                && (2...12).contains(column.distinct) && column.nulls * 2 <= resource.rows
        }
    }

    /// The numbers that figures are made of, in order; at most as many as a page can show.
    var measures: [PlannedMeasure] {
        columns.compactMap(PlannedMeasure.init).prefix(6).map { $0 }
    }

    /// The columns of latitude and longitude, where there are both and they are about no person.
    var place: (latitude: ColumnProfile, longitude: ColumnProfile)? {
        guard let latitude = columns.first(where: { $0.role.value == .latitude && !$0.isPersonal }),
            let longitude = columns.first(where: { $0.role.value == .longitude && !$0.isPersonal })
        else { return nil }
        return (latitude, longitude)
    }

    /// The key's columns, by name.
    var key: [String] { resource.keyColumns.map(\.name.value) }
}

extension ColumnProfile {
    /// Whether it says something about a person.
    var isPersonal: Bool { personal.value != .none }

    /// Its name as a column of tables.
    var column: String { name.value }
}

/// A number of a table, and the figures that may be made of it.
struct PlannedMeasure: Sendable, Hashable {
    /// How its values may be put together.
    enum Way: Sendable, Hashable {
        /// They may be added.
        case total
        /// They may be averaged over rows.
        case average
        /// Only the least and the greatest say something.
        case extremes
        /// Each is the total so far.
        case runningTotal
    }

    /// The column.
    let column: ColumnProfile
    /// How its values may be put together.
    let way: Way

    /// The measure in a column; nil where it holds none.
    init?(_ column: ColumnProfile) {
        guard column.type.value.isNumeric, !column.isPersonal else { return nil }
        switch column.role.value {
        case .additive: way = .total
        case .level: way = .average
        case .ratio: way = .extremes
        case .cumulative: way = .runningTotal
        default: return nil
        }
        self.column = column
    }

    var name: String { column.column }
    var isWhole: Bool { column.type.value == .integer }

    /// The columns of a mart that hold its figures: expression over rows, name, type, meaning.
    var figures: [Figure] {
        let unit = column.unit.value.map { " in \(PlainText.line($0, atMost: 30))" } ?? ""
        let whole = isWhole ? "bigint" : "double"
        let value = isWhole ? name : "cast(\(name) as double precision)"
        let sum = isWhole ? "cast(sum(\(name)) as bigint)" : "sum(\(value))"
        switch way {
        case .total:
            return [Figure("total_\(name)", sum, whole, "All `\(name)` together\(unit).", again: "sum")]
        case .average:
            return [
                Figure(
                    "sum_\(name)", sum, whole, "All `\(name)` together\(unit): what an average is made from.",
                    again: "sum"),
                Figure("count_\(name)", "count(\(name))", "bigint", "How many rows have one.", again: "sum"),
            ]
        case .extremes:
            return [
                Figure("least_\(name)", "min(\(value))", whole, "The least `\(name)`\(unit).", again: "min"),
                Figure("greatest_\(name)", "max(\(value))", whole, "The greatest `\(name)`\(unit).", again: "max"),
            ]
        case .runningTotal:
            return [
                Figure(
                    "greatest_\(name)", "max(\(value))", whole,
                    "The greatest `\(name)`\(unit); it is a running total, and no sum is made of it.", again: "max")
            ]
        }
    }

    /// One figure of a mart.
    struct Figure: Sendable, Hashable {
        /// The column's name.
        let name: String
        /// What it is made of, over rows.
        let expression: String
        /// Its type in SQL.
        let type: String
        /// What it holds.
        let meaning: String
        /// How rows of the mart are put together: `sum`, `min`, `max`.
        let again: String

        init(_ name: String, _ expression: String, _ type: String, _ meaning: String, again: String) {
            (self.name, self.expression, self.type) = (name, expression, type)
            (self.meaning, self.again) = (meaning, again)
        }
    }

    /// What a page shows of it for one row of the mart that holds its figures, as columns of a query.
    var ofOneRow: [String] {
        way == .average ? ["1.0 * sum_\(name) / nullif(count_\(name), 0) as average_\(name)"] : figures.map(\.name)
    }

    /// What a page shows of it, over rows of the mart that holds its figures: an expression and a column's name.
    var shown: (expression: String, name: String) {
        switch way {
        case .total: ("sum(total_\(name))", name)
        case .average: ("1.0 * sum(sum_\(name)) / nullif(sum(count_\(name)), 0)", "average_\(name)")
        case .extremes, .runningTotal: ("max(greatest_\(name))", "greatest_\(name)")
        }
    }
}
