import Warehouse

/// The checks of one stage of a source: what a pipeline step names, `.check("bike_trips.raw")`.
public struct Suite: Sendable, Hashable {
    /// `source.stage`.
    public let name: String
    /// The tables and their checks.
    public let tables: [TableChecks]

    /// A suite over several tables.
    public init(_ name: String, _ tables: [TableChecks]) { (self.name, self.tables) = (name, tables) }

    /// A suite over one table; `key` names the columns that tell its rows apart, the only ones shown of failing rows.
    public init(_ name: String, table: TableName, key: [ColumnName] = [], checks: [Check]) {
        self.init(name, [TableChecks(table, key: key, checks)])
    }
}

/// The checks of one table.
public struct TableChecks: Sendable, Hashable {
    /// The table or view.
    public let table: TableName
    /// The columns that tell its rows apart: the only ones that are kept and shown of a failing row.
    public let key: [ColumnName]
    /// The checks.
    public let checks: [Check]

    /// The checks of a table.
    public init(_ table: TableName, key: [ColumnName] = [], _ checks: [Check]) {
        (self.table, self.key, self.checks) = (table, key, checks)
    }
}

/// All suites of one source: what one file in `Suites` holds.
public struct SourceSuites: Sendable, Hashable {
    /// The source: `bike_trips`.
    public let source: String
    /// Its suites, in the order in which a run meets them.
    public let suites: [Suite]

    /// The suites of a source; their names begin with it.
    public init(_ source: String, _ suites: [Suite]) { (self.source, self.suites) = (source, suites) }
}
