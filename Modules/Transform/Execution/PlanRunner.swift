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
        var results: [NodeID: NodeResult] = [:]
        try await withThrowingTaskGroup(of: NodeResult.self) { group in
            var waiting = plan.steps
            var running = 0
            func startReady() {
                var index = 0
                while index < waiting.count {
                    let step = waiting[index]
                    if let cause = failure(above: step, results) {
                        results[step.id] = skipped(step, because: cause)
                        waiting.remove(at: index)
                        index = 0
                    } else if running < max(1, threads), step.after.allSatisfy({ results[$0] != nil }) {
                        waiting.remove(at: index)
                        running += 1
                        group.addTask { try await execute(step) }
                    } else {
                        index += 1
                    }
                }
            }
            startReady()
            while let result = try await group.next() {
                running -= 1
                results[result.id] = result
                startReady()
            }
        }
        return plan.steps.compactMap { results[$0.id] }
    }

    /// What failed above a step, or was skipped itself: only models and sources pass a failure on to tests of `test`.
    private func failure(above step: TransformPlan.Step, _ results: [NodeID: NodeResult]) -> String? {
        step.after.compactMap { results[$0] }.first { $0.status.isFailure || $0.status == .skipped }
            .map { $0.skippedBecause ?? $0.name }
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
