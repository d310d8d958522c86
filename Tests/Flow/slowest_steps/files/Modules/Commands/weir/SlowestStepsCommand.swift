import JSON
import RunStore
import Terminal

/// `weir runs slowest`: the steps that took longest.
enum SlowestStepsCommand {
    static let limit = Option.value("limit", short: "n", .number(from: 1), default: 10, "steps to list")

    static let command = Command(
        "slowest", "list the steps that took longest",
        examples: [.init("weir runs slowest --limit 3", "the three slowest steps of all runs of the target")],
        options: [limit], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let store = try await session.openStateIfThere()
        let steps = try await store?.slowestSteps(limit: invocation[limit], target: session.target.name) ?? []
        if invocation.wantsJSON {
            return session.console.print([
                "steps": .array(
                    steps.map {
                        [
                            "run": .string($0.run.text), "pipeline": .string($0.pipeline), "step": .string($0.step),
                            "seconds": .number($0.seconds),
                        ]
                    })
            ])
        }
        if steps.isEmpty { return session.console.print("no step has ended yet; start a run with `weir run PIPELINE`") }
        session.console.print(
            TextTable(
                [.init("step"), .init("took", .right), .init("pipeline"), .init("run")],
                rows: steps.map { [$0.step, Quantity.seconds($0.seconds), $0.pipeline, $0.run.text] }))
    }
}
