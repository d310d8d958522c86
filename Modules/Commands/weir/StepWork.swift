import Diagnostics
import Foundation
import Ingest
import Orchestrate
import Project
import Quality
import RunStore
import Terminal
import Transform
import Warehouse

/// What each kind of step does in this project: one function a kind, handed to Orchestrate, which knows steps by name only.
struct StepWork: Sendable {
    let session: Session
    let state: StateStore

    /// The functions for a runner.
    var functions: StepFunctions {
        StepFunctions(
            ingest: masked { try await ingest($0, $1) }, check: masked { try await check($0, $1) },
            transform: masked { try await transform($0, $1) },
            publish: masked { _, context in try await publish(context) },
            notebook: masked { try await notebook($0, $1) }, command: masked { try await command($0, $1) })
    }

    /// A function whose errors do not show the secrets of the target, wherever they came from.
    func masked(_ function: @escaping StepFunctions.Function) -> StepFunctions.Function {
        let masker = session.masker
        return { step, context in
            do { return try await function(step, context) } catch {
                throw masker.mask(WeirError(wrapping: error))
            }
        }
    }

    private func ingest(_ step: Step, _ context: StepContext) async throws -> StepResult {
        let settings = context.settings
        let request = try IngestRequest(
            from: settings.from, to: settings.to, isFullRefresh: settings.isFullRefresh,
            allowsMissing: settings.allowsMissing)
        return try await load(step.subject, request, context).result
    }

    /// Brings the tables of a source up to date.
    func load(_ source: String, _ request: IngestRequest, _ context: StepContext) async throws -> IngestReport {
        let (source, settings) = try session.source(source)
        return try await session.withWarehouse(.write) { engine in
            try await session.ingestion(into: engine, events: context.events).run(source, settings: settings, request)
        }
    }

    private func check(_ step: Step, _ context: StepContext) async throws -> StepResult {
        try await check(session.parts.suites.suites(named: step.subject), context).result()
    }
    private func notebook(_ step: Step, _ context: StepContext) async throws -> StepResult {
        let parameters = step.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let file = notebookFile(step.subject, "ipynb")
        return try await run(notebook: step.subject, parameters: parameters, to: file, context).result()
    }

    private func transform(_ step: Step, _ context: StepContext) async throws -> StepResult {
        let project = try session.transformProject()
        let plan = try project.plan(
            TransformSelection([step.subject]), fullRefresh: context.settings.isFullRefresh)
        let report = try await build(plan, of: project, context)
        try report.throwIfFailed()
        return StepResult(
            rows: report.rows, artifacts: [session.paths.shown(session.paths.artifacts)], summary: report.summary)
    }

    /// Carries out a plan of the dbt project in the target's warehouse.
    func build(
        _ plan: TransformPlan, of project: TransformProject, _ context: StepContext
    ) async throws -> TransformReport {
        let options = TransformRunOptions(
            events: context.events, clock: session.clock, artifacts: session.paths.artifacts,
            invocationID: context.run.text)
        return try await session.withWarehouse(.write) { engine in
            try await project.build(plan, engine: engine, options: options)
        }
    }

    /// Publishes what the target serves.
    func publish(_ context: StepContext) async throws -> StepResult {
        let snapshot = try await session.withWarehouse(.write) { engine in
            try await session.publish(from: engine, runID: context.run.text, state: state, events: context.events)
        }
        guard let snapshot else {
            let schemas = session.project.publishedSchemas.joined(separator: ", ")
            return StepResult(summary: "nothing to publish yet: no model of \(schemas) is built")
        }
        let file = session.paths.shown(snapshot.file)
        return StepResult(artifacts: [file], summary: "published \(file)")
    }

    private func command(_ step: Step, _ context: StepContext) async throws -> StepResult {
        let variables = ["WEIR_RUN": context.run.text, "WEIR_TARGET": context.target]
        let step = CommandStep(
            words: step.arguments, folder: session.paths.root,
            environment: session.invocation.environment.merging(variables) { $1 })
        return try await step.run()
    }
}

extension TransformReport {
    /// Rows that were written into tables.
    var rows: Int? { results.compactMap(\.rows).reduce(nil) { ($0 ?? 0) + $1 } }
}

extension IngestReport {
    /// What the step brought, for the run store.
    var result: StepResult {
        let files = loads.reduce(0) { $0 + $1.files }
        let summary = loads.isEmpty ? "nothing new" : "\(Quantity.count(files, "file")) loaded"
        return StepResult(rows: rowsRead, summary: ([summary] + notices).joined(separator: "; "))
    }
}

extension Session {
    /// Every name that a step may use.
    func knownNames() throws -> KnownNames {
        let project = try transformProject()
        return KnownNames(
            sources: parts.sources.map(\.name), suites: parts.suites.names, notebooks: library.names,
            validateSelection: { _ = try project.nodes(TransformSelection([$0])) })
    }
}
