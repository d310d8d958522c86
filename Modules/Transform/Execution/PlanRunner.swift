import Diagnostics
import Foundation
import JSON
import Warehouse

/// Runs the steps of a plan, each as soon as what it waits for is done, several at once.
struct PlanRunner: Sendable {
    let runner: NodeRunner
    let events: any EventSink
    let threads: Int

    private var plan: TransformPlan { runner.plan }

    /// The results in the order of the plan; throws only when the run is interrupted.
    func run() async throws -> [NodeResult] {
        var queue = StepQueue(plan.steps)
        var results: [NodeID: NodeResult] = [:]
        try await withThrowingTaskGroup(of: NodeResult.self) { group in
            var running = 0
            func startReady() {
                while running < max(1, threads), let step = queue.next() {
                    running += 1
                    group.addTask { try await execute(step) }
                }
            }
            startReady()
            while let result = try await group.next() {
                running -= 1
                results[result.id] = result
                for (step, cause) in queue.finish(result) { results[step.id] = skipped(step, because: cause) }
                startReady()
            }
        }
        return plan.steps.compactMap { results[$0.id] }
    }

    private func skipped(_ step: TransformPlan.Step, because cause: String) -> NodeResult {
        let result = NodeResult(
            id: step.id, name: step.name, action: step.action.description, status: .skipped, started: runner.clock.now,
            seconds: 0, rows: nil, failures: nil, error: nil, skippedBecause: cause, compiledSQL: nil, relation: nil)
        report(result)
        return result
    }

    private func execute(_ step: TransformPlan.Step) async throws -> NodeResult {
        events.send(
            Event(
                "transform.node.started", "\(step.action) \(step.name)", at: runner.clock.now, level: .debug,
                fields: ["node": .string(step.id.text)]))
        let result = try await runner.run(step)
        report(result)
        return result
    }

    private func report(_ result: NodeResult) {
        let level: Event.Level =
            switch result.status {
            case .fail, .error: .error
            case .warn, .skipped: .warning
            case .success, .pass: .info
            }
        var fields: JSONObject = [
            "node": .string(result.id.text), "status": .string(result.status.rawValue),
            "seconds": .number(result.seconds),
        ]
        fields["rows"] = result.rows.map { .integer(Int64($0)) }
        fields["failures"] = result.failures.map { .integer(Int64($0)) }
        events.send(
            Event(
                "transform.node.finished", "\(result.action) \(result.name): \(result.status.rawValue)",
                at: runner.clock.now,
                level: level, fields: fields))
    }
}
