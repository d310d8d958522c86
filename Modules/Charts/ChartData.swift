import JSON

/// What the values of a column are, which decides how an axis is drawn.
public enum ChartKind: Sendable, Hashable {
    /// A whole number.
    case integer
    /// A number with a fraction.
    case number
    /// A name: text or a truth value.
    case name
    /// A calendar day, written `2024-05-01`.
    case day
    /// A day with a time, written `2024-05-01 06:00:00` or with `T`; without a zone it is shown as it is written.
    case time

    var isNumeric: Bool { self == .integer || self == .number }
    var isTemporal: Bool { self == .day || self == .time }
}

/// One column of what a chart draws.
public struct ChartColumn: Sendable, Hashable {
    /// The name that the chart's keys use.
    public var name: String
    /// What its values are.
    public var kind: ChartKind

    /// A column.
    public init(_ name: String, _ kind: ChartKind) { (self.name, self.kind) = (name, kind) }
}

/// The rows that a chart draws.
public struct ChartData: Sendable, Hashable {
    /// The columns in the order of a row's values.
    public var columns: [ChartColumn]
    /// The rows; each has one value a column.
    public var rows: [[JSONValue]]

    /// Columns and rows.
    public init(columns: [ChartColumn], rows: [[JSONValue]]) { (self.columns, self.rows) = (columns, rows) }

    func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// The column's values in a form that Vega reads without guessing at zones.
    func values(of index: Int) -> [JSONValue] {
        let kind = columns[index].kind
        return rows.map { row in
            switch (kind, row[index]) {
            case (.time, .string(let text)): .string(Self.zoned(text))
            case (.name, .bool(let value)): .string(value ? "Yes" : "No")
            case (_, let value): value
            }
        }
    }

    /// A time without a zone is taken as UTC and shown as UTC: as it is written, on whatever machine.
    private static func zoned(_ text: String) -> String {
        let joined = text.replacing(" ", with: "T", maxReplacements: 1)
        let clock = joined.drop { $0 != "T" }
        return clock.contains { $0 == "Z" || $0 == "+" || $0 == "-" } ? joined : joined + "Z"
    }
}
