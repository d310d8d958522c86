import Diagnostics
import Foundation
import JSON
import Orchestrate
import Quality
import RunStore
import Terminal

/// `weir check`: suites of checks on the warehouse.
enum CheckCommand {
    static let suite = Argument.optional(
        .name("SUITE", of: SuiteCatalog().names, noun: "suite"), "a source, for all of its suites, or one suite")
    static let all = Option.flag("all", "run every suite")
    static let plan = Option.flag("plan", "print the SQL that would be run, and run no check")
    static let report = Option.flag("report", "also write an HTML report to .weir/target/quality")

    static let command = Command(
        "check", "check tables",
        discussion: """
            Exits with 1 when a check of severity error fails; warnings are shown and pass. `--all` that ends green publishes a \
            new snapshot. Results are kept, with their history.
            """,
        examples: [
            .init("weir check bike_trips", "every suite of the source bike_trips"),
            .init("weir check --all --report", "everything, and a page about it"),
            .init("weir check weather.raw --plan", "the SQL of one suite, to read or to paste"),
        ],
        options: [all, plan, report], arguments: [suite], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let (name, isAll, wantsReport) = (try invocation[suite], try invocation[all], try invocation[report])
        guard (name != nil) != isAll else { throw WeirError.suiteOrAll(isBoth: isAll) }
        let catalog = session.parts.suites
        let suites = try name.map { try catalog.suites(named: $0) } ?? catalog.suites
        if try invocation[plan] {
            if wantsReport { throw WeirError.planAndReport() }
            return try await show(suites, session)
        }
        let title = name ?? "all"
        let done = Box<CheckDone>()
        try await session.carryOut("check \(title)", [.check(title)] + (isAll ? [.publish] : [])) {
            work, step, context in
            if step.kind == .publish { return try await work.publish(context) }
            let check = try await work.check(suites, reportTo: wantsReport ? title : nil, context)
            done.put(check)
            return try check.result()
        } print: { _ in
            done.value?.print(on: session.console)
        }
    }

    /// Prints what suites would ask: the catalog is read, no row, and nothing is kept.
    private static func show(_ suites: [Suite], _ session: Session) async throws {
        let plan = try await session.withWarehouse(.read) { engine in
            try await Checker(engine: engine, clock: session.clock).plan(suites)
        }
        guard session.console.isJSON else { return session.console.print(plan.text) }
        session.console.print(["checks": .integer(Int64(plan.checkCount)), "tables": plan.json])
    }
}

/// What a command's checks came to.
struct CheckDone: Sendable {
    let report: CheckReport
    /// The page about it, relative to the project.
    var page: String?

    /// The result of the step; throws when an error check failed.
    func result() throws -> StepResult {
        try report.throwIfFailed()
        return StepResult(artifacts: [page].compactMap { $0 }, summary: report.summary)
    }

    func print(on console: Console) {
        if console.isJSON {
            guard case .object(var object) = report.json() else { return }
            object["report"] = page.map(JSONValue.string)
            return console.print(.object(object))
        }
        let columns: [TextTable.Column] = [
            .init("suite"), .init("table"), .init("check", isVital: true), .init("status", isVital: true),
            .init("found"),
        ]
        let rows = report.results.map { [$0.suite, $0.table, $0.check, $0.word, $0.observed ?? $0.message ?? ""] }
        console.print(TextTable(columns, rows: rows))
        console.print("")
        console.print(report.summary)
        if let page { console.print("wrote \(page)") }
    }
}

extension CheckResult {
    /// `passed`, `warning`, `failed`, `broken`.
    fileprivate var word: String { status == .failed && severity == .warning ? "warning" : status.rawValue }
}

extension StepWork {
    /// Runs suites on the target's warehouse and keeps what they found; writes a page about it when it is given a name.
    func check(_ suites: [Suite], reportTo name: String? = nil, _ context: StepContext) async throws -> CheckDone {
        let report = try await session.withWarehouse(.write) { engine in
            try await Checker(engine: engine, clock: session.clock, events: context.events).run(suites)
        }
        try await state.record(report.results, target: session.target.name, run: context.run)
        guard let name else { return CheckDone(report: report) }
        let history = try await CheckHistory(of: report, in: state, target: session.target.name)
        let page = ReportPage(report, history: history, target: session.target.name, at: session.clock.now)
        let folder = session.paths.artifacts.appending(path: "quality", directoryHint: .isDirectory)
        let file = try await offload { try page.write(in: folder, name: name) }
        return CheckDone(report: report, page: session.paths.shown(file))
    }
}
