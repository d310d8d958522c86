import Foundation
import SQLiteEngine

/// How long a step took in one run.
public struct StepDuration: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// The run's pipeline.
    public var pipeline: String
    /// The step's name.
    public var step: String
    /// From its first attempt's begin to its last one's end.
    public var seconds: Double

    /// A duration from its parts.
    public init(run: RunID, pipeline: String, step: String, seconds: Double) {
        (self.run, self.pipeline, self.step, self.seconds) = (run, pipeline, step, seconds)
    }
}

extension StateStore {
    /// The steps of a target that took longest, the slowest first; only those that ended.
    public func slowestSteps(limit: Int = 10, target: String? = nil) throws -> [StepDuration] {
        let ended = try connection.rows(
            """
            select runs.id, runs.pipeline, steps.name, steps.started_at, steps.finished_at from steps
            join runs on runs.id = steps.run_id
            where steps.finished_at is not null and steps.started_at is not null and (?1 is null or runs.target = ?1)
            order by runs.id desc, steps.position
            """, [.optional(target)]
        ) { row -> StepDuration in
            let begun = row.moment(3) ?? .distantPast
            return StepDuration(
                run: RunID(row.text(0) ?? ""), pipeline: row.text(1) ?? "", step: row.text(2) ?? "",
                seconds: (row.moment(4) ?? begun).timeIntervalSince(begun))
        }
        let ranked = ended.enumerated().sorted { ($1.element.seconds, $0.offset) < ($0.element.seconds, $1.offset) }
        return ranked.prefix(limit).map(\.element)
    }
}
