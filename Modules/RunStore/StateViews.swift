/// The documented views that pages, reports and people read; tables behind them may change, these columns stay.
enum StateViews {
    /// Drops and makes every view.
    static var script: String {
        all.map { name, query in "drop view if exists \(name);\ncreate view \(name) as\n\(query);\n" }.joined()
    }

    /// Names and queries. Moments are in UTC, durations in seconds.
    static let all: [(name: String, query: String)] = [
        ("v_runs", runs), ("v_steps", steps), ("v_attempts", attempts), ("v_check_results", checkResults),
        ("v_check_latest", checkLatest), ("v_slots", slots),
    ]

    private static func seconds(_ row: String) -> String {
        "round((julianday(\(row).finished_at) - julianday(\(row).started_at)) * 86400, 3)"
    }

    private static func count(_ status: String) -> String {
        "(select count(*) from steps s where s.run_id = r.id and s.status = '\(status)')"
    }

    private static let runs = """
        select r.id, r.pipeline, r.target, r.started_by, r.status, r.started_at, r.finished_at,
          \(seconds("r")) as duration_seconds,
          (select count(*) from steps s where s.run_id = r.id) as steps,
          \(count("succeeded")) as steps_succeeded, \(count("failed")) as steps_failed,
          \(count("skipped")) as steps_skipped,
          r.resumes, r.slot, r.error_code, r.error_message, r.error_hint
        from runs r
        """

    private static let steps = """
        select s.run_id, r.pipeline, r.target, s.position, s.name as step, s.kind, s.status, s.reason,
          (select count(*) from attempts a where a.run_id = s.run_id and a.step = s.name) as attempts,
          s.started_at, s.finished_at, \(seconds("s")) as duration_seconds, s.rows, s.artifacts, s.summary,
          s.error_code, s.error_message, s.error_hint
        from steps s join runs r on r.id = s.run_id
        """

    private static let attempts = """
        select a.run_id, a.step, a.number, a.status, a.started_at, a.finished_at,
          \(seconds("a")) as duration_seconds, a.error_code, a.error_message, a.error_hint
        from attempts a
        """

    private static let checkResults = """
        select c.id, c.run_id, c.target, c.suite, c.check_name, c.kind, c.table_name, c.column_name, c.severity, c.status,
          c.observed, c.expected, c.rows_checked, c.rows_failing, c.failing_keys, c.message, c.checked_at
        from check_results c
        """

    private static let checkLatest = """
        select v.* from v_check_results v
        where v.id = (select max(n.id) from check_results n
          where n.target = v.target and n.suite = v.suite and n.check_name = v.check_name
            and n.table_name = v.table_name)
        """

    private static let slots = "select pipeline, target, slot, run_id, skipped, marked_at from slots"
}
