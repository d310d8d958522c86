import Diagnostics
import Foundation
import JSON
import SQLiteEngine

extension StateStore {
    /// Begins the next attempt at a step; returns its number, from 1.
    public func beginAttempt(run: RunID, step: String) throws -> Int {
        let key: [SQLiteValue] = [.text(run.text), .text(step)]
        return try connection.transaction {
            let changed = try connection.run(
                """
                update steps set status = 'running', started_at = coalesce(started_at, ?3), finished_at = null
                where run_id = ?1 and name = ?2
                """, key + [now])
            if changed == 0 { throw WeirError.runLost(run) }
            let last = try connection.row(
                "select coalesce(max(number), 0) from attempts where run_id = ? and step = ?", key
            ) { $0.integer(0) ?? 0 }
            let number = (last ?? 0) + 1
            try connection.run(
                "insert into attempts (run_id, step, number, status, started_at) values (?, ?, ?, 'running', ?)",
                key + [.integer(Int64(number)), now])
            return number
        }
    }

    /// Ends an attempt; the step stays running, for it may be tried again.
    public func finishAttempt(
        run: RunID, step: String, number: Int, _ status: StepStatus, error: KeptError? = nil
    ) throws {
        try connection.run(
            """
            update attempts set status = ?, finished_at = ?, error_code = ?, error_message = ?, error_hint = ?
            where run_id = ? and step = ? and number = ?
            """,
            [.text(status.rawValue), now] + KeptError.columns(error)
                + [.text(run.text), .text(step), .integer(Int64(number))])
    }

    /// Ends a step, and its last attempt with it, in one transaction.
    public func finishStep(
        run: RunID, step: String, _ status: StepStatus, result: StepResult = StepResult(), error: KeptError? = nil,
        reason: String? = nil
    ) throws {
        let artifacts = JSONValue.array(result.artifacts.map(JSONValue.string)).text()
        try connection.transaction {
            try connection.run(
                """
                update attempts set status = ?, finished_at = ?, error_code = ?, error_message = ?, error_hint = ?
                where run_id = ? and step = ? and status = 'running'
                """, [.text(status.rawValue), now] + KeptError.columns(error) + [.text(run.text), .text(step)])
            let changed = try connection.run(
                """
                update steps set status = ?, finished_at = ?, error_code = ?, error_message = ?, error_hint = ?,
                  reason = ?, rows = ?, artifacts = ?, summary = ? where run_id = ? and name = ?
                """,
                [.text(status.rawValue), now] + KeptError.columns(error) + [
                    .optional(reason), .optional(result.rows), .text(artifacts), .optional(result.summary),
                    .text(run.text), .text(step),
                ])
            if changed == 0 { throw WeirError.runLost(run) }
        }
    }

    /// Marks a step as never begun, with the reason.
    public func skipStep(run: RunID, step: String, reason: String) throws {
        try connection.run(
            "update steps set status = 'skipped', reason = ? where run_id = ? and name = ?",
            [.text(reason), .text(run.text), .text(step)])
    }

    func steps(of run: RunID) throws -> [RunStep] {
        let attempts = try connection.rows(
            """
            select step, number, status, started_at, finished_at, error_code, error_message, error_hint
            from attempts where run_id = ? order by step, number
            """, [.text(run.text)]
        ) { row in
            let attempt = StepAttempt(
                number: row.integer(1) ?? 0, status: row.text(2).flatMap(StepStatus.init) ?? .failed,
                startedAt: row.moment(3) ?? .distantPast, finishedAt: row.moment(4), error: row.error(from: 5))
            return (step: row.text(0) ?? "", attempt: attempt)
        }
        return try connection.rows(
            """
            select name, kind, status, reason, started_at, finished_at, rows, artifacts, summary,
              error_code, error_message, error_hint
            from steps where run_id = ? order by position
            """, [.text(run.text)]
        ) { row in
            let name = row.text(0) ?? ""
            return RunStep(
                name: name, kind: row.text(1) ?? "", status: row.text(2).flatMap(StepStatus.init) ?? .failed,
                reason: row.text(3), startedAt: row.moment(4), finishedAt: row.moment(5), result: Self.result(row),
                error: row.error(from: 9), attempts: attempts.filter { $0.step == name }.map(\.attempt))
        }
    }

    private static func result(_ row: SQLiteRow) -> StepResult {
        let artifacts = row.text(7).flatMap { try? JSONValue.parse($0) }?.array ?? []
        return StepResult(rows: row.integer(6), artifacts: artifacts.compactMap(\.string), summary: row.text(8))
    }
}
