import Diagnostics
import Ingest
import Orchestrate
import Terminal

/// `weir ingest`: one source, from outside into raw tables.
enum IngestCommand {
    static let source = Argument.required(
        .name("SOURCE", of: Source.all.map(\.name), noun: "source"), "the source to load")
    static let plan = Option.flag("plan", "say which files and requests would be taken, and take none")

    static let command = Command(
        "ingest", "load a source into raw tables",
        discussion: """
            Without --from and --to it goes on where the last load ended. Every load is one transaction: killed at any moment, \
            the next run finishes or repeats it, and no row is lost or doubled.
            """,
        examples: [
            .init("weir ingest bike_trips --from 2024-05 --to 2024-06", "two months of trips"),
            .init("weir ingest weather --full-refresh", "empties the tables of weather and loads them again"),
        ],
        options: Window.options + [plan], arguments: [source], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let (name, settings) = (try invocation[source], try Window.settings(invocation))
        let request = try IngestRequest(
            from: settings.from, to: settings.to, isFullRefresh: settings.isFullRefresh,
            allowsMissing: settings.allowsMissing)
        if try invocation[plan] { return try await show(name, request, session) }
        let report = Box<IngestReport>()
        try await session.carryOut("ingest \(name)", [.ingest(name)], settings: settings) { work, _, context in
            let done = try await work.load(name, request, context)
            report.put(done)
            return done.result
        } print: { _ in
            guard let done = report.value else { return }
            if invocation.wantsJSON { return session.console.print(done.json) }
            session.console.print(done.description)
            session.console.print("\(Quantity.count(done.rowsRead, "row")) in \(done.duration)")
        }
    }

    private static func show(_ name: String, _ request: IngestRequest, _ session: Session) async throws {
        let plan = try await session.ingestPlan(name, request)
        if session.console.isJSON { session.console.print(plan.json) } else { session.console.print(plan.description) }
    }
}

extension IngestReport {
    /// How long it took, and where the time went: `2.10 s (extract 0.40 s, unpack 12 ms, load 1.60 s)`.
    fileprivate var duration: String {
        if loads.isEmpty { return Quantity.seconds(seconds) }
        let parts = [
            ("extract", phases.extractSeconds), ("unpack", phases.unpackSeconds), ("load", phases.loadSeconds),
        ].map { "\($0) \(Quantity.seconds($1))" }
        return "\(Quantity.seconds(seconds)) (\(parts.joined(separator: ", ")))"
    }
}
