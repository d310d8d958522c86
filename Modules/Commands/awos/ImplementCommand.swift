import Awos
import Diagnostics
import Foundation
import JSON
import Project
import Terminal

/// `awos implement`: the loop from a spec to proved commits.
enum ImplementCommand {
    static let spec = Argument.required(.text("NNN"), "number of the spec, or the name of its folder")
    static let agent = Option.optional(
        "agent", ValueForm<AgentSettings.Runner>.choice("RUNNER"), "who works on every task; else what weir.yml says")
    static let jobs = Option.value("jobs", .number(from: 1), default: 1, "agents that work at once")
    static let replay = Option.optional("replay", .directory("DIR"), "folder of the transcripts for the runner replay")
    static let yes = Option.flag("yes", "begin without asking whether the plan is right")

    static let command = Command(
        "implement", "work off the tasks of a spec with agents, and commit what is proved",
        discussion: """
            Makes the tasks where they are missing, shows the plan, and gives each task that can be begun to its runner, in a \
            clone of its own. What the agent changed inside of its scope is judged by the task's checks; what passes becomes a \
            commit of the branch awos/NNN-name. Ctrl-C ends it at any moment; the next call goes on from there.
            """,
        examples: [
            .init("awos implement 003", "goes on with spec 003"),
            .init("awos implement 003 --agent codex --jobs 2", "two agents at once"),
        ],
        options: [agent, jobs, replay, yes], arguments: [spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        try Preflight.requirePerson("awos implement", invocation.environment)
        let folder = try session.tree.folder(try invocation[spec])
        let settings = try AgentSettings.load(session.git.root)
        let lock = try Preflight.lock(session.git.root)
        defer { lock.release() }
        try await SpecBranch(folder, in: session.git).repair()
        try await Preflight(session.git).requireRepository(for: folder)
        let replay = try invocation[Self.replay].map(invocation.file)
        let choice = RunnerChoice(
            settings, root: session.git.root, environment: invocation.environment,
            named: try invocation[agent], replay: replay)
        let limits = LoopLimits(settings.budget, jobs: try invocation[jobs])
        let call = ImplementCall(
            session: session, folder: folder, settings: settings, choice: choice, limits: limits,
            isSure: try invocation[yes])
        try await call.run()
    }
}
