import Diagnostics
import Foundation
import JSON
import Orchestrate
import RunStore
import Terminal

/// `weir runs`: what ran, what runs, how it ended.
enum RunsCommand {
    static let limit = Option.value("limit", short: "n", .number(from: 1), default: 20, "runs to list")
    static let pipeline = Option.optional("pipeline", .text("NAME"), "only runs of this pipeline")
    static let identifier = Argument.required(.text("ID"), "the run's id, or the beginning of it")

    static let command = Command(
        "runs", "list runs, show one, take up a failed one",
        examples: [.init("weir runs --limit 5", "the five latest runs of the target")],
        options: [limit, pipeline], subcommands: [show, resume], run: list)

    static let show = Command(
        "show", "show one run with its steps",
        examples: [.init("weir runs show 20261126", "the run whose id begins like this")],
        arguments: [identifier], run: show)

    static let resume = Command(
        "resume", "take up a failed or interrupted run where it stopped",
        discussion:
            "Steps that succeeded are not run again. The pipeline must have the same steps as when the run began.",
        examples: [.init("weir runs resume 20261126-174500-ab12", "goes on with the first step that did not succeed")],
        options: [RunCommand.noWait], arguments: [identifier], run: resume)

    @Sendable static func resume(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let (wanted, waits) = (try invocation[identifier], try !invocation[RunCommand.noWait])
        let running = try await Running(session)
        let request = try await running.state.run(wanted).run.request
        guard session.parts.pipelines.contains(where: { $0.name == request.pipeline }) else {
            throw WeirError.notAPipeline(wanted, command: request.pipeline)
        }
        guard request.target == session.target.name else { throw WeirError.otherTarget(wanted, target: request.target) }
        let runner = try running.runner()
        try running.finish(
            try await running.shown {
                try await runner.resume(wanted, pipelines: session.parts.pipelines, waits: waits)
            })
    }

    @Sendable static func list(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        guard let store = try await session.openStateIfThere() else { return session.printNoRuns() }
        let runs = try await store.runs(
            limit: invocation[limit], pipeline: invocation[pipeline], target: session.target.name)
        if invocation.wantsJSON { return session.console.print(["runs": .array(runs.map(\.json))]) }
        if runs.isEmpty { return session.printNoRuns() }
        let columns: [TextTable.Column] = [
            .init("run"), .init("pipeline"), .init("status", isVital: true), .init("started (UTC)"),
            .init("took", .right),
            .init("by"),
        ]
        session.console.print(TextTable(columns, rows: runs.map(\.cells)))
        session.console.note("")
        session.console.note("show one with `weir runs show ID`")
    }

    @Sendable static func show(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let wanted = try invocation[identifier]
        guard let store = try await session.openStateIfThere() else { throw WeirError.noRunYet(wanted) }
        let details = try await store.run(wanted)
        if invocation.wantsJSON { return session.console.print(details.json) }
        RunSummary(details).print(on: session.console)
    }
}

extension Session {
    /// The run store, or nil before the first run: reading must not create it.
    func openStateIfThere() async throws -> StateStore? {
        FileManager.default.fileExists(atPath: paths.state.path) ? try await openState() : nil
    }

    fileprivate func printNoRuns() {
        if console.isJSON { return console.print(["runs": []]) }
        console.print("no runs yet; start one with `weir run PIPELINE`")
    }
}

extension Run {
    fileprivate var cells: [String] {
        [
            id.text, request.pipeline, status.rawValue, startedAt.shownUTC,
            finishedAt.map { Quantity.seconds($0.timeIntervalSince(startedAt)) } ?? "", request.startedBy,
        ]
    }
}
