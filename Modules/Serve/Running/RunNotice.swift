import Diagnostics
import RunStore
import Warehouse

/// What a reader has to know about the last run: that it failed, or that one is under way.
struct RunNotice: Sendable, Hashable {
    let run: String
    let pipeline: String
    /// `failed`, `interrupted` or `running`.
    let status: String
    let startedAt: String
    let message: String?
    let hint: String?
}

/// Reads the last run of a target.
struct RunNotices: Sendable {
    let state: StateReader?
    let target: String

    /// The notice, or nil when the last run succeeded or there is none. A state file that cannot be read gives none here:
    /// the page that shows runs names the error.
    func current() async -> RunNotice? {
        guard let state else { return nil }
        let sql: SQL = """
            select id, pipeline, status, started_at, error_message, error_hint from v_runs
            where target = \(target) order by started_at desc, id desc limit 1
            """
        guard let table = try? await state.read(sql), table.rowCount == 1, let run = table[0, 0].text,
            let status = table[0, 2].text, status != "succeeded"
        else { return nil }
        return RunNotice(
            run: run, pipeline: table[0, 1].description, status: status, startedAt: table[0, 3].description,
            message: table[0, 4].text, hint: table[0, 5].text)
    }
}
