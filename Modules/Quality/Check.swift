import Foundation
import RunStore
import Warehouse

/// One thing that must be true of a table: what is looked at, how strictly, and what a failure does.
///
/// Checks are made by the static functions, `.notNull("ride_id")`, and changed by `warning`, `named`, `described`, `rows`.
public struct Check: Sendable, Hashable {
    /// How two columns of a row stand to each other.
    public enum Comparison: String, Sendable, Hashable {
        case less = "<"
        case atMost = "<="
        case equal = "="
        case different = "<>"
        case atLeast = ">="
        case more = ">"
    }

    /// What the newest value is held against.
    public enum Reference: Sendable, Hashable {
        /// The moment of the check, in UTC.
        case clock
        /// A fixed moment.
        case moment(Timestamp)
        /// The newest value of a column of another table.
        case newest(ColumnName, in: TableName)
    }

    /// What is looked at.
    enum Rule: Sendable, Hashable {
        case notNull(ColumnName)
        case unique([ColumnName])
        case between(ColumnName, low: Value?, high: Value?)
        case inSet(ColumnName, [Value])
        case matches(ColumnName, String)
        case pair(ColumnName, Comparison, ColumnName)
        case holds(SQL)
        case refersTo(ColumnName, TableName, ColumnName)
        case rowCount(low: Int?, high: Int?)
        case sameRowCount(TableName)
        case columns([Column], exactly: Bool)
        case fresh(ColumnName, within: Duration, Reference)
        case failingRows(SQL)
    }

    let rule: Rule
    /// Its name, unique in its suite: `not_null(ride_id)` unless it is given another.
    public private(set) var name: String
    /// What a failure does: `error` stops what is downstream, `warning` is reported.
    public private(set) var severity: CheckResult.Severity = .error
    /// The share of rows, 0 to 1, that must pass.
    public let mostly: Double
    /// Which rows are looked at, as SQL; nil for all.
    public private(set) var condition: SQL?
    /// One sentence about why it matters, said when it fails; nil when the name says enough.
    public private(set) var note: String?

    init(_ rule: Rule, name: String, mostly: Double = 1) {
        (self.rule, self.name, self.mostly) = (rule, name, mostly)
    }

    /// The same check, whose failure is only reported.
    public var warning: Check { changed { $0.severity = .warning } }

    /// The same check under another name.
    public func named(_ name: String) -> Check { changed { $0.name = name } }

    /// The same check with a sentence about why it matters, which is said when it fails.
    public func described(_ note: String) -> Check { changed { $0.note = note } }

    /// The same check of the rows for which a condition holds: `.rows(where: "is_valid_duration")`.
    ///
    /// Row checks and `unique` only; the name should say it, as two checks of one column need two names.
    public func rows(where condition: SQL) -> Check { changed { $0.condition = condition } }

    private func changed(_ change: (inout Check) -> Void) -> Check {
        var check = self
        change(&check)
        return check
    }
}

extension Duration {
    /// This many days of 24 hours.
    public static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }

    /// This many hours.
    public static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
}
