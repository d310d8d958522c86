import Diagnostics
import Foundation
import SQLiteEngine

extension StateStore {
    // MARK: Writing

    /// Begins a run with its steps, all pending, and marks its slot where it has one, in one transaction.
    ///
    /// Throws `state.slot_taken` when the slot was run or skipped before: no slot runs twice.
    public func beginRun(_ request: NewRun, steps: [NewStep]) throws -> Run {
        try connection.transaction {
            let startedAt = try freeMoment(clock.now)
            let id = try freshID(startedAt)
            try connection.run(
                """
                insert into runs (id, pipeline, target, started_by, status, definition, settings, slot, started_at,
                  process_id, process_start) values (?, ?, ?, ?, 'running', ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(id.text), .text(request.pipeline), .text(request.target), .text(request.startedBy),
                    .text(request.definition), .optional(request.settings), .moment(request.slot), .moment(startedAt),
                    .integer(Int64(process.processID)), .text(process.start),
                ])
            for (position, step) in steps.enumerated() {
                try connection.run(
                    "insert into steps (run_id, position, name, kind, status) values (?, ?, ?, ?, 'pending')",
                    [.text(id.text), .integer(Int64(position + 1)), .text(step.name), .text(step.kind)])
            }
            if let slot = request.slot {
                try mark(slot, of: request.pipeline, target: request.target, run: id, skipped: nil)
            }
            return try existing(id)
        }
    }

    /// Takes up a failed or interrupted run: steps that succeeded stay, all others are pending again.
    public func resumeRun(_ id: RunID) throws -> RunDetails {
        try connection.transaction {
            let run = try existing(id)
            guard run.status.isResumable else { throw WeirError.runNotResumable(id, status: run.status) }
            try connection.run(
                """
                update runs set status = 'running', finished_at = null, resumes = resumes + 1, process_id = ?,
                  process_start = ?, error_code = null, error_message = null, error_hint = null where id = ?
                """,
                [.integer(Int64(process.processID)), .text(process.start), .text(id.text)])
            try connection.run(
                """
                update steps set status = 'pending', reason = null, started_at = null, finished_at = null,
                  rows = null, artifacts = '[]', summary = null, error_code = null, error_message = null, error_hint = null
                where run_id = ? and status <> 'succeeded'
                """, [.text(id.text)])
            return RunDetails(run: try existing(id), steps: try steps(of: id))
        }
    }

    /// Ends a run.
    public func finishRun(_ id: RunID, _ status: RunStatus, error: KeptError? = nil) throws {
        let changed = try connection.run(
            """
            update runs set status = ?, finished_at = ?, error_code = ?, error_message = ?, error_hint = ? where id = ?
            """, [.text(status.rawValue), now] + KeptError.columns(error) + [.text(id.text)])
        if changed == 0 { throw WeirError.runLost(id) }
    }

    /// Marks running runs whose process is gone as interrupted, their running steps as cancelled; returns them.
    @discardableResult
    public func markCrashedRuns() throws -> [RunID] {
        let sql = "select \(Self.runColumns) from runs where status = 'running'"
        guard try connection.rows(sql, [], Self.run).contains(where: { !$0.process.isAlive }) else { return [] }
        return try connection.transaction {
            let crashed = try connection.rows(sql, [], Self.run).filter { !$0.process.isAlive }.map(\.id)
            for id in crashed { try interrupt(id) }
            return crashed
        }
    }

    private func interrupt(_ id: RunID) throws {
        let reason = "its process ended before it did"
        try connection.run(
            "update attempts set status = 'cancelled', finished_at = ? where run_id = ? and status = 'running'",
            [now, .text(id.text)])
        try connection.run(
            "update steps set status = 'cancelled', reason = ?, finished_at = ? where run_id = ? and status = 'running'",
            [.text(reason), now, .text(id.text)])
        try finishRun(
            id, .interrupted,
            error: KeptError(
                code: "run.process_gone", message: reason, hint: "take it up with `weir runs resume \(id)`"))
    }

    // MARK: Reading

    /// Runs, the latest first.
    public func runs(
        limit: Int = 20, pipeline: String? = nil, target: String? = nil, status: RunStatus? = nil
    ) throws -> [Run] {
        try connection.rows(
            """
            select \(Self.runColumns) from runs
            where (?1 is null or pipeline = ?1) and (?2 is null or target = ?2) and (?3 is null or status = ?3)
            order by started_at desc, id desc limit ?4
            """,
            [.optional(pipeline), .optional(target), .optional(status?.rawValue), .integer(Int64(limit))], Self.run)
    }

    /// One run with its steps, by its id or the beginning of it; throws `state.unknown_run` with the near miss.
    public func run(_ id: String) throws -> RunDetails {
        let known = try connection.rows("select id from runs order by id desc") { $0.text(0) ?? "" }
        let matches =
            known.contains(id) ? [id] : known.filter { !id.isEmpty && ($0.hasPrefix(id) || $0.hasSuffix("-\(id)")) }
        guard let match = matches.first else { throw WeirError.unknownRun(id, known: known) }
        if matches.count > 1 { throw WeirError.ambiguousRun(id, matches: Array(matches.prefix(10))) }
        let found = RunID(match)
        return RunDetails(run: try existing(found), steps: try steps(of: found))
    }

    func existing(_ id: RunID) throws -> Run {
        let found = try connection.row("select \(Self.runColumns) from runs where id = ?", [.text(id.text)], Self.run)
        guard let found else { throw WeirError.runLost(id) }
        return found
    }

    /// This moment, or the first millisecond after it in which no run began: runs are read in the order in which they began.
    private func freeMoment(_ now: Date) throws -> Date {
        var moment = now
        let sql = "select 1 from runs where started_at = ?"
        while try connection.row(sql, [.moment(moment)], { $0.integer(0) }) != nil { moment.addTimeInterval(0.001) }
        return moment
    }

    private func freshID(_ startedAt: Date) throws -> RunID {
        while true {
            let id = RunID(start: startedAt, suffix: suffix())
            if try connection.row("select 1 from runs where id = ?", [.text(id.text)], { $0.integer(0) }) == nil {
                return id
            }
        }
    }

    private static let runColumns = """
        id, pipeline, target, started_by, definition, settings, slot, status, started_at, finished_at,
        process_id, process_start, resumes, error_code, error_message, error_hint
        """

    private static func run(_ row: SQLiteRow) -> Run {
        var request = NewRun(
            pipeline: row.text(1) ?? "", target: row.text(2) ?? "", definition: row.text(4) ?? "",
            settings: row.text(5), slot: row.moment(6))
        request.startedBy = row.text(3) ?? ""
        return Run(
            id: RunID(row.text(0) ?? ""), request: request,
            status: row.text(7).flatMap(RunStatus.init) ?? .failed, startedAt: row.moment(8) ?? .distantPast,
            finishedAt: row.moment(9),
            process: ProcessIdentity(processID: Int32(row.integer(10) ?? 0), start: row.text(11) ?? ""),
            resumes: row.integer(12) ?? 0, error: row.error(from: 13))
    }
}
