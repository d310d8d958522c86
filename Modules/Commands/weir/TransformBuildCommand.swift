import Diagnostics
import Foundation
import JSON
import Orchestrate
import RunStore
import Terminal
import Transform

extension TransformCommand {
    static let build = Command(
        "build", "build models and run their tests, each model before what reads it",
        discussion:
            "A build of everything that ends without a failure publishes a new snapshot for pages and notebooks.",
        examples: [
            .init("weir transform build", "builds and tests everything"),
            .init("weir transform build --select 'mart_demand_daily+' --full-refresh", "a mart, from nothing"),
        ],
        options: choosing + [fullRefresh]
    ) { try await carryOut(.build, $0, fullRefresh: $0[fullRefresh]) }

    static let run = Command(
        "run", "build models without their tests",
        examples: [.init("weir transform run --select staging", "builds the models of the folder staging")],
        options: choosing + [fullRefresh]
    ) { try await carryOut(.run, $0, fullRefresh: $0[fullRefresh]) }

    static let test = Command(
        "test", "run the tests of models",
        examples: [.init("weir transform test --select fct_trips", "the tests that read fct_trips")],
        options: choosing
    ) { try await carryOut(.test, $0, fullRefresh: false) }

    static let compile = Command(
        "compile", "write the SQL of models to .weir/target/compiled without running it",
        examples: [.init("weir transform compile --select fct_trips", "the SQL of one model")],
        options: choosing
    ) { try await carryOut(.compile, $0, fullRefresh: false) }

    static func carryOut(
        _ verb: TransformPlan.Command, _ invocation: Invocation, fullRefresh: Bool
    ) async throws {
        let session = try Session(invocation)
        let project = try session.transformProject(vars: invocation[vars])
        let selection = try selection(invocation)
        let plan = try project.plan(selection, command: verb, fullRefresh: fullRefresh)
        let isWhole = verb == .build && selection == .all
        let words = selection.select.isEmpty ? "*" : selection.select.joined(separator: " ")
        let report = Box<TransformReport>()
        try await session.carryOut(
            "transform \(verb.rawValue)", [.transform(select: words)] + (isWhole ? [.publish] : [])
        ) { work, step, context in
            if step.kind == .publish { return try await work.publish(context) }
            let done = try await work.build(plan, of: project, context)
            report.put(done)
            if !done.isSuccess { throw WeirError.transformFailed(done.summary) }
            return StepResult(rows: done.rows, summary: done.summary)
        } print: { _ in
            guard let done = report.value else { return }
            done.print(on: invocation.console)
            if !done.isSuccess { try done.throwIfFailed() }
        }
    }
}

extension TransformReport {
    /// The models, and the tests that found something; all of them with `--json`.
    fileprivate func print(on console: Console) {
        if console.isJSON { return console.print(json) }
        let shown = results.filter { $0.id.kind == .model || $0.status != .pass }
        let rows = shown.map { result in
            [
                result.name, result.action, result.status.rawValue, Quantity.seconds(result.seconds),
                result.rows.map { Quantity.count($0) } ?? "", result.remark,
            ]
        }
        let columns: [TextTable.Column] = [
            .init("name"), .init("as"), .init("status", isVital: true), .init("took", .right), .init("rows", .right),
            .init("remark"),
        ]
        if !rows.isEmpty {
            console.print(TextTable(columns, rows: rows))
            console.print("")
        }
        console.print(summary)
    }
}

extension NodeResult {
    fileprivate var remark: String {
        if let skippedBecause { return "because of \(skippedBecause)" }
        return failures.map { $0 > 0 ? Quantity.count($0, "failure") : "" } ?? ""
    }
}
