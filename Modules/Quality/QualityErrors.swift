import Diagnostics
import RunStore
import Warehouse

extension WeirError {
    static func unknownSuite(_ name: String, names: [String]) -> WeirError {
        let meant = NearMiss.question(name, in: names).map { ": " + $0 } ?? ""
        return WeirError(
            "quality.unknown_suite", "there is no suite '\(name)'\(meant)",
            hint: "the suites are \(names.joined(separator: ", "))", kind: .usage)
    }

    static func duplicateName(_ name: String, in place: String) -> WeirError {
        WeirError(
            "quality.duplicate_name", "'\(name)' stands twice in \(place)",
            hint: "give one of them another name (`.named`)",
            kind: .usage)
    }

    static func badSuiteName(_ name: String, source: String) -> WeirError {
        WeirError(
            "quality.bad_suite_name", "the suite '\(name)' of source '\(source)' has no name of the form source.stage",
            hint: "call it '\(source).raw', or after another stage", kind: .usage)
    }

    static func emptySuite(_ name: String) -> WeirError {
        WeirError(
            "quality.empty_suite", "the suite '\(name)' has no check", hint: "add one, or remove it", kind: .usage)
    }

    static func badShare(_ check: String, in suite: String) -> WeirError {
        WeirError(
            "quality.bad_share", "`mostly` of '\(check)' in '\(suite)' is not a share of rows",
            hint: "give a number from 0 to 1", kind: .usage)
    }

    static func unknownTable(_ table: TableName) -> WeirError {
        WeirError(
            "quality.unknown_table", "there is no table '\(table)'",
            hint: "run what makes it first: an ingest or a transform")
    }

    static func unknownColumn(_ column: ColumnName, of table: TableName, columns: [String]) -> WeirError {
        let meant = NearMiss.question(column.name, in: columns).map { ": " + $0 } ?? ""
        return WeirError(
            "quality.unknown_column", "'\(table)' has no column '\(column)'\(meant)",
            hint: "its columns are \(columns.joined(separator: ", "))")
    }

    static func noRegularExpressions(engine: String) -> WeirError {
        WeirError(
            "quality.not_on_this_engine", "the engine '\(engine)' has no regular expressions",
            hint: "use `.inSet`, `.between` or `.holds` instead")
    }

    static func notATime(_ column: ColumnName) -> WeirError {
        WeirError(
            "quality.not_a_time", "the newest value of '\(column)' is neither a day nor a timestamp",
            hint: "check freshness by a column of type date or timestamp")
    }

    static func checksFailed(_ failed: [CheckResult], of count: Int) -> WeirError {
        let suites = Set(failed.map { String($0.suite.split(separator: ".").first ?? "") }).sorted()
        return WeirError(
            "quality.checks_failed", "\(failed.count) of \(count) checks failed",
            hint: "run `weir check \(suites.count == 1 ? suites[0] : "--all") --report` and open the report",
            notes: failed.map { "\($0.suite): \($0.message ?? $0.check)" })
    }
}
