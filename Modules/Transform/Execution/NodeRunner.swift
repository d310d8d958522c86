import Diagnostics
import Foundation
import JSON
import Warehouse

/// Runs one step of a plan on the engine.
struct NodeRunner: Sendable {
    /// What a step came to, before it is timed.
    private struct Outcome: Sendable {
        var status = NodeResult.Status.success
        var rows: Int?
        var failures: Int?
        var error: WeirError?
        var sql: String?
    }

    let project: TransformProject
    let plan: TransformPlan
    let engine: any Engine
    let clock: any WallClock
    /// What stood in the warehouse before the run.
    let before: StandingRelations
    let compiled: CompiledFolder?

    /// Runs the step; only a cancellation is thrown, everything else is a result.
    func run(_ step: TransformPlan.Step) async throws -> NodeResult {
        let started = clock.now
        guard let node = project.graph.nodes[step.id] else { throw WeirError.notShowable(step.name) }
        var outcome: Outcome
        do {
            outcome = try await engine.withConnection { connection in try perform(step, node, connection) }
        } catch {
            let error = WeirError(wrapping: error)
            if error.kind == .interrupted { throw error }
            outcome = Outcome(status: .error, error: project.explained(error, node))
        }
        let seconds = max(0, clock.now.timeIntervalSince(started))
        return NodeResult(
            id: step.id, name: step.name, action: step.action.description, status: outcome.status, started: started,
            seconds: seconds, rows: outcome.rows, failures: outcome.failures, error: outcome.error, skippedBecause: nil,
            compiledSQL: outcome.sql, relation: step.relation.map(engine.dialect.reference))
    }

    private func perform(
        _ step: TransformPlan.Step, _ node: ProjectNode, _ connection: any EngineConnection
    ) throws -> Outcome {
        let compiler = NodeCompiler(
            project: project, connection: connection, before: before, isFullRefresh: plan.isFullRefresh)
        let query = try compiler.sql(of: node)
        try compiled?.write(query.text, for: node)
        var outcome = Outcome(sql: query.text)
        if plan.command == .compile { return outcome }
        if step.action == .test {
            let result = try TestRunner(node: node, query: query, connection: connection).run()
            outcome.status = result.status
            outcome.failures = result.failures
            if result.status != .pass {
                outcome.error = .testFailed(node, failures: result.failures, isWarning: result.status == .warn)
            }
        } else if let relation = step.relation {
            let materializer = Materializer(
                node: node, relation: relation, query: query, connection: connection, existing: before[relation])
            outcome.rows = try materializer.build(step.action)
        }
        return outcome
    }
}

/// Where compiled SQL is written: below `compiled/<project>/` of the artifacts, at the node's own path.
struct CompiledFolder: Sendable {
    let folder: URL

    func write(_ sql: String, for node: ProjectNode) throws {
        let file = self.file(for: node)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data((sql + "\n").utf8).write(to: file)
        } catch {
            throw WeirError.unwritable(file.path, error.localizedDescription)
        }
    }

    private func file(for node: ProjectNode) -> URL {
        guard case .genericTest = node.body else { return folder.appending(path: node.path) }
        return folder.appending(path: node.path).appending(path: "\(node.config.string("alias") ?? node.name).sql")
    }
}
