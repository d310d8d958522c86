import Awos
import Diagnostics
import JSON
import Terminal

/// `awos verify`: every criterion of a spec.
enum VerifyCommand {
    static let spec = Argument.required(.text("NNN"), "number of the spec")
    static let cold = Option.flag("cold", "in an empty folder, with nothing built before")
    static let stale = Option.flag("stale", "only what has no evidence, or older evidence than what it depends on")

    static let command = Command(
        "verify", "run the checks of every criterion of a spec",
        discussion: """
            On the spec's branch evidence and boxes become a commit, and a criterion that fails becomes a task. Elsewhere it \
            only reports. `awos check` judges documents, `awos done` one task, `weir check` data.
            """,
        examples: [
            .init("awos verify 003", "here, with what is built already"),
            .init("awos verify 003 --cold", "as a fresh clone would"),
        ],
        options: [cold, stale], arguments: [spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let folder = try session.tree.folder(invocation[spec])
        try await session.readiness(folder).requireRepository(reportingElsewhere: true)
        let found = try await session.judge(folder).verify(
            cold: try invocation[cold], staleOnly: try invocation[stale])
        if invocation.wantsJSON {
            session.console.print([
                "spec": .string(folder.name), "proved": .bool(found.isProved), "commit": .optional(found.commit),
                "fix_tasks": .array(found.fixTasks.map { .string($0) }),
                "reopened": .array(found.reopened.map { .string("\($0)") }),
                "criteria": .array(
                    found.results.map { result in
                        [
                            "id": .string(result.id), "proved": .bool(result.isProved), "ran": .bool(result.wasRun),
                            "reason": .string(result.reason),
                        ]
                    }),
            ])
        } else {
            session.console.print(
                TextTable(
                    [.init("criterion"), .init("proved"), .init("reason")],
                    rows: found.results.map { [$0.id, $0.isProved ? "yes" : "no", $0.reason] }))
            for task in found.reopened { session.console.note("\(task) is open again: a check of it fails now") }
            for file in found.fixTasks { session.console.note("a task was made: \(file)") }
        }
        if !found.isProved {
            throw WeirError.notProved(
                folder.name, criteria: found.results.count { !$0.isProved }, tasks: found.reopened.count)
        }
    }
}
