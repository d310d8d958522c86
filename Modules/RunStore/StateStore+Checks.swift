import Diagnostics
import Foundation
import JSON
import SQLiteEngine
import Warehouse

extension StateStore {
    /// Keeps what checks found, in one transaction.
    public func record(_ results: [CheckResult], target: String, run: RunID? = nil) throws {
        try connection.transaction {
            for result in results { try insert(result, target: target, run: run) }
        }
    }

    private func insert(_ result: CheckResult, target: String, run: RunID?) throws {
        try connection.run(
            """
            insert into check_results (run_id, target, suite, check_name, kind, table_name, column_name, severity,
              status, observed, expected, rows_checked, rows_failing, failing_keys, message, checked_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .optional(run?.text), .text(target), .text(result.suite), .text(result.check), .text(result.kind),
                .text(result.table), .optional(result.column), .text(result.severity.rawValue),
                .text(result.status.rawValue), .optional(result.observed), .optional(result.expected),
                .optional(result.rowsChecked), .optional(result.rowsFailing), .text(result.failingKeys.text()),
                .optional(result.message), .moment(result.checkedAt),
            ])
    }

    /// The latest result of every check of a target, of one suite or of all, by suite and check.
    public func latestResults(target: String, suite: String? = nil) throws -> [KeptCheckResult] {
        try connection.rows(
            """
            select \(Self.resultColumns) from v_check_latest
            where target = ?1 and (?2 is null or suite = ?2) order by suite, id
            """, [.text(target), .optional(suite)], Self.result)
    }

    /// What one check found, the latest first.
    public func history(target: String, suite: String, check: String, limit: Int = 30) throws -> [KeptCheckResult] {
        try connection.rows(
            """
            select \(Self.resultColumns) from check_results
            where target = ? and suite = ? and check_name = ? order by id desc limit ?
            """, [.text(target), .text(suite), .text(check), .integer(Int64(limit))], Self.result)
    }

    /// What `quality.results` of a snapshot holds: every result of the last runs that checked anything, and the latest
    /// result of every check, oldest first; without the keys of failing rows.
    public func publishedResults(target: String, runs: Int = 30) throws -> Table {
        let found = try connection.table(
            """
            with recent as (
              select run_id from check_results where target = ?1 and run_id is not null
              group by run_id order by max(id) desc limit ?2)
            select run_id, suite, check_name, kind, table_name, column_name, severity, status, observed, expected,
              rows_checked, rows_failing, message, checked_at, id in (select id from v_check_latest) as is_latest
            from check_results c
            where target = ?1 and (run_id in (select run_id from recent) or id in (select id from v_check_latest))
            order by id
            """, [.text(target), .integer(Int64(runs))])
        let last = found.columns.count - 1
        return Table(
            columns: found.columns.dropLast() + [Column("is_latest", .boolean)],
            vectors: found.vectors.dropLast() + [.booleans((0..<found.rowCount).map { found[$0, last].boolean })])
    }

    private static let resultColumns = """
        run_id, target, suite, check_name, kind, table_name, column_name, severity, status, observed, expected,
        rows_checked, rows_failing, failing_keys, message, checked_at
        """

    private static func result(_ row: SQLiteRow) -> KeptCheckResult {
        let result = CheckResult(
            suite: row.text(2) ?? "", check: row.text(3) ?? "", kind: row.text(4) ?? "", table: row.text(5) ?? "",
            column: row.text(6), severity: row.text(7).flatMap(CheckResult.Severity.init) ?? .error,
            status: row.text(8).flatMap(CheckResult.Status.init) ?? .broken, observed: row.text(9),
            expected: row.text(10), rowsChecked: row.integer(11), rowsFailing: row.integer(12),
            failingKeys: row.text(13).flatMap { try? JSONValue.parse($0) } ?? [], message: row.text(14),
            checkedAt: row.moment(15) ?? .distantPast)
        return KeptCheckResult(target: row.text(1) ?? "", run: row.text(0).map { RunID($0) }, result: result)
    }
}
