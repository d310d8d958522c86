import Diagnostics
import Foundation
import SQLiteEngine
import Warehouse

/// Since when a schedule is followed, and how far.
public struct ScheduleMark: Sendable, Hashable {
    /// When the schedule, as it is defined now, was seen first: earlier slots are nobody's.
    public var since: Date
    /// The latest slot that was run or skipped.
    public var lastSlot: Date?

    /// A mark from its parts.
    public init(since: Date, lastSlot: Date?) { (self.since, self.lastSlot) = (since, lastSlot) }

    /// The moment after which slots are still to be decided on.
    public var decidedUntil: Date { max(since, lastSlot ?? since) }
}

extension StateStore {
    /// The mark of a schedule; one that is new, or defined differently than before, begins now.
    public func scheduleMark(pipeline: String, target: String, definition: String) throws -> ScheduleMark {
        let key: [SQLiteValue] = [.text(pipeline), .text(target)]
        return try connection.transaction {
            try connection.run(
                """
                insert into schedules (pipeline, target, definition, since) values (?, ?, ?, ?)
                on conflict (pipeline, target) do update set definition = excluded.definition, since = excluded.since
                where definition <> excluded.definition
                """, key + [.text(definition), now])
            let since = try connection.row(
                "select since from schedules where pipeline = ? and target = ?", key
            ) { $0.moment(0) }
            let last = try connection.row(
                "select max(slot) from slots where pipeline = ? and target = ?", key
            ) { $0.moment(0) }
            return ScheduleMark(since: (since ?? nil) ?? clock.now, lastSlot: last ?? nil)
        }
    }

    /// Marks a slot as skipped, with the reason; a slot that was decided on before stays as it was.
    public func skipSlot(_ slot: Date, pipeline: String, target: String, reason: String) throws {
        do { try mark(slot, of: pipeline, target: target, run: nil, skipped: reason) } catch let error as WeirError
            where error.code == "state.slot_taken"
        { return }
    }

    func mark(_ slot: Date, of pipeline: String, target: String, run: RunID?, skipped: String?) throws {
        let changed = try connection.run(
            """
            insert into slots (pipeline, target, slot, run_id, skipped, marked_at) values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            [.text(pipeline), .text(target), .moment(slot), .optional(run?.text), .optional(skipped), now])
        if changed == 0 { throw WeirError.slotTaken(pipeline: pipeline, slot: Timestamp(slot).description) }
    }
}
