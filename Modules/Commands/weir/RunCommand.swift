import Diagnostics
import Ingest
import Orchestrate
import Terminal

/// `weir run`: one pipeline, from its first step to its last.
enum RunCommand {
    static let pipeline = Argument.required(
        .name("PIPELINE", of: Pipeline.all.map(\.name), noun: "pipeline"), "the pipeline to run")
    static let noWait = Option.flag("no-wait", "fail at once when another run holds the target, instead of queueing")

    static let command = Command(
        "run", "run a pipeline",
        discussion: """
            Runs the steps in their order, side by side where nothing stands between them. Every run is kept: \
            `weir runs` lists them, `weir runs resume ID` takes a failed one up where it stopped.
            """,
        examples: [
            .init("weir run city_bikes", "both sources, checks, models, snapshot and notebook"),
            .init("weir run bike_trips --from 2024-05 --to 2024-06", "two months of trips"),
        ],
        options: Window.options + [noWait], arguments: [pipeline], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let pipeline = try Pipeline.named(invocation[pipeline], in: session.parts.pipelines)
        let settings = try Window.settings(invocation)
        let waits = try !invocation[noWait]
        let running = try await Running(session)
        let runner = try running.runner()
        let outcome = try await running.shown {
            try await runner.run(pipeline, target: session.target.name, settings: settings, waits: waits)
        }
        try running.finish(outcome)
    }
}

/// The options that say which part of the data a run is about.
enum Window {
    static let from = Option.optional("from", .text("MONTH"), "first month or day: 2024-05 or 2024-05-17")
    static let to = Option.optional("to", .text("MONTH"), "last month or day")
    static let fullRefresh = Option.flag("full-refresh", "empty the tables and load everything again")
    static let allowMissing = Option.flag("allow-missing", "pass over months that the feed does not have")
    static let options: [any CommandOption] = [from, to, fullRefresh, allowMissing]

    static func settings(_ invocation: Invocation) throws -> RunSettings {
        let (from, to) = (try invocation[from], try invocation[to])
        // A bound that cannot be read is a wrong call, said before anything begins.
        _ = try IngestRequest(from: from, to: to)
        return RunSettings(
            from: from, to: to, isFullRefresh: try invocation[fullRefresh], allowsMissing: try invocation[allowMissing])
    }
}
