import Warehouse

// Every kind of check. A null passes every check of a value; `notNull` is there for nulls.
extension Check {
    /// No row has a null in the column.
    public static func notNull(_ column: ColumnName, mostly: Double = 1) -> Check {
        Check(.notNull(column), name: "not_null(\(column))", mostly: mostly)
    }

    /// No two rows have the same values in these columns; rows with a null in one of them are left out.
    public static func unique(_ columns: ColumnName...) -> Check {
        Check(.unique(columns), name: "unique(\(names(columns)))")
    }

    /// The value lies in the range, both ends included: `0...1`, `0.5...`, `...100`; of numbers, days or timestamps.
    public static func between(_ column: ColumnName, _ range: some CheckRange, mostly: Double = 1) -> Check {
        Check(.between(column, low: range.lowest, high: range.highest), name: "between(\(column))", mostly: mostly)
    }

    /// The value is one of these.
    public static func inSet(_ column: ColumnName, _ values: [Value], mostly: Double = 1) -> Check {
        Check(.inSet(column, values), name: "in_set(\(column))", mostly: mostly)
    }

    /// The whole value, as text, matches the regular expression, as the engine understands it.
    public static func matches(_ column: ColumnName, _ expression: String, mostly: Double = 1) -> Check {
        Check(.matches(column, expression), name: "matches(\(column))", mostly: mostly)
    }

    /// Two columns of a row stand to each other so: `.pair("started_at", .atMost, "ended_at")`.
    public static func pair(
        _ left: ColumnName, _ comparison: Comparison, _ right: ColumnName, mostly: Double = 1
    ) -> Check {
        Check(
            .pair(left, comparison, right), name: "pair(\(left) \(comparison.rawValue) \(right))", mostly: mostly)
    }

    /// A condition of a row, in SQL, is not false: `.holds("trips >= member_trips", name: "members_are_trips")`.
    public static func holds(_ condition: SQL, name: String, mostly: Double = 1) -> Check {
        Check(.holds(condition), name: name, mostly: mostly)
    }

    /// Every value stands in a column of another table.
    public static func refersTo(
        _ column: ColumnName, _ table: TableName, _ other: ColumnName, mostly: Double = 1
    ) -> Check {
        Check(.refersTo(column, table, other), name: "refers_to(\(column))", mostly: mostly)
    }

    /// The table has so many rows: `1...`, `1000...2000`.
    public static func rowCount(_ range: ClosedRange<Int>) -> Check {
        Check(.rowCount(low: range.lowerBound, high: range.upperBound), name: "row_count")
    }

    /// The table has at least so many rows: `1...`.
    public static func rowCount(_ range: PartialRangeFrom<Int>) -> Check {
        Check(.rowCount(low: range.lowerBound, high: nil), name: "row_count")
    }

    /// The table has as many rows as another one.
    public static func sameRowCount(as table: TableName) -> Check {
        Check(.sameRowCount(table), name: "same_row_count(\(table))")
    }

    /// The table has these columns with these types; with `exactly`, in this order and no others.
    public static func columnsMatch(_ columns: [Column], exactly: Bool = false) -> Check {
        Check(.columns(columns, exactly: exactly), name: "columns_match")
    }

    /// The newest value of the column is at most so much older than what it is held against.
    ///
    /// A day counts from its midnight. Against `.clock` the column should be in UTC, or the bound generous.
    public static func fresh(
        _ column: ColumnName, within age: Duration, comparedTo reference: Reference = .clock
    ) -> Check {
        Check(.fresh(column, within: age, reference), name: "fresh(\(column))")
    }

    /// The query gives no row. It is a query of its own, for what the other kinds cannot say.
    ///
    ///     .failingRows("select date from \("marts.mart_demand_daily" as TableName) where trips < 0", name: "no_negative_days")
    public static func failingRows(_ query: SQL, name: String) -> Check { Check(.failingRows(query), name: name) }

    private static func names(_ columns: [ColumnName]) -> String { columns.map(\.name).joined(separator: ", ") }
}
