import Foundation
import JSON

/// What one check found, once.
public struct CheckResult: Sendable, Hashable {
    /// What a failing check does.
    public enum Severity: String, Sendable, Hashable {
        /// It stops what is downstream.
        case error
        /// It is reported.
        case warning
    }

    /// What a check came to.
    public enum Status: String, Sendable, Hashable {
        case passed
        case failed
        /// It could not be run: a table is missing, a statement failed.
        case broken
    }

    /// The suite: `bike_trips.raw`.
    public var suite: String
    /// The check's name, unique among those of the suite's table.
    public var check: String
    /// Its kind: `not_null`.
    public var kind: String
    /// The table that it looks at.
    public var table: String
    /// The column, where it looks at one.
    public var column: String?
    /// What a failure does.
    public var severity: Severity
    /// What it came to.
    public var status: Status
    /// What was found, for a person: `12 of 1000 rows`.
    public var observed: String?
    /// What was wanted, for a person: `no nulls`.
    public var expected: String?
    /// How many rows it looked at.
    public var rowsChecked: Int?
    /// How many of them failed.
    public var rowsFailing: Int?
    /// The keys of some failing rows, as an array of objects.
    public var failingKeys: JSONValue
    /// One sentence for a person.
    public var message: String?
    /// When it was run.
    public var checkedAt: Date

    /// A result from its parts.
    public init(
        suite: String, check: String, kind: String, table: String, column: String? = nil, severity: Severity = .error,
        status: Status, observed: String? = nil, expected: String? = nil, rowsChecked: Int? = nil,
        rowsFailing: Int? = nil, failingKeys: JSONValue = [], message: String? = nil, checkedAt: Date
    ) {
        self.suite = suite
        self.check = check
        self.kind = kind
        self.table = table
        self.column = column
        self.severity = severity
        self.status = status
        self.observed = observed
        self.expected = expected
        self.rowsChecked = rowsChecked
        self.rowsFailing = rowsFailing
        self.failingKeys = failingKeys
        self.message = message
        self.checkedAt = checkedAt
    }
}

/// A result as it is kept: with the target and the run that it belongs to.
public struct KeptCheckResult: Sendable, Hashable {
    /// The target whose warehouse was checked.
    public var target: String
    /// The run; nil for a check outside of a run, or when the run is no longer kept.
    public var run: RunID?
    /// What was found.
    public var result: CheckResult

    /// A kept result from its parts.
    public init(target: String, run: RunID?, result: CheckResult) {
        (self.target, self.run, self.result) = (target, run, result)
    }
}
