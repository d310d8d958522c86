import Foundation
import SQLiteEngine

/// How much history a prune removed.
public struct PruneCounts: Sendable, Hashable {
    /// Runs, with their steps and attempts.
    public var runs: Int
    /// Check results.
    public var checkResults: Int
    /// Slots of schedules.
    public var slots: Int

    /// Counts from their parts.
    public init(runs: Int, checkResults: Int, slots: Int) {
        (self.runs, self.checkResults, self.slots) = (runs, checkResults, slots)
    }
}

extension StateStore {
    /// Removes what ended before `date`, and keeps all the same: the latest runs of every pipeline and target, runs that go
    /// on, the latest result of every check, the latest slot of every schedule.
    @discardableResult
    public func prune(before date: Date, keepingLatest latest: Int = 20) throws -> PruneCounts {
        let limit = SQLiteValue.moment(date)
        return try connection.transaction {
            let runs = try connection.rows(
                """
                select id from (
                  select id, status, finished_at,
                    row_number() over (partition by pipeline, target order by started_at desc, id desc) as place from runs)
                where status <> 'running' and finished_at < ? and place > ?
                """, [limit, .integer(Int64(latest))]
            ) { $0.text(0) ?? "" }
            for id in runs { try connection.run("delete from runs where id = ?", [.text(id)]) }
            let results = try connection.run(
                "delete from check_results where checked_at < ? and id not in (select id from v_check_latest)", [limit])
            let slots = try connection.run(
                """
                delete from slots where slot < ? and slot < (select max(n.slot) from slots n
                  where n.pipeline = slots.pipeline and n.target = slots.target)
                """, [limit])
            return PruneCounts(runs: runs.count, checkResults: results, slots: slots)
        }
    }
}
