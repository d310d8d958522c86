import Diagnostics
import Foundation
import JSON
import Warehouse

/// Whom a run tells what it does, how many nodes it does at once, and where it writes its files.
public struct TransformRunOptions: Sendable {
    /// Takes an event when a node begins and when it ends.
    public var events: any EventSink
    /// How many nodes are done at once; nil is the target's number.
    public var threads: Int?
    /// The time of day.
    public var clock: any WallClock
    /// The folder for `manifest.json`, `run_results.json` and `compiled/`; nil writes nothing.
    public var artifacts: URL?
    /// Identifies the run in its artifacts.
    public var invocationID: String

    /// Options; by default silent, with the target's threads, and without files.
    public init(
        events: any EventSink = SilentSink(), threads: Int? = nil, clock: any WallClock = SystemWallClock(),
        artifacts: URL? = nil, invocationID: String = UUID().uuidString.lowercased()
    ) {
        self.events = events
        self.threads = threads
        self.clock = clock
        self.artifacts = artifacts
        self.invocationID = invocationID
    }
}

extension TransformProject {
    /// Carries out a plan; every node's success or failure is in the report.
    ///
    /// Throws only when the run is interrupted, when the warehouse cannot be read at all, or when the artifacts cannot be
    /// written. What is below a failure is skipped.
    public func build(
        _ plan: TransformPlan, engine: any Engine, options: TransformRunOptions = TransformRunOptions()
    ) async throws -> TransformReport {
        let started = options.clock.now
        let before = try await prepare(plan, engine)
        let compiled = options.artifacts.map { CompiledFolder(folder: $0.appending(path: "compiled/\(name)")) }
        let runner = NodeRunner(
            project: self, plan: plan, engine: engine, clock: options.clock, before: before, compiled: compiled)
        // Engines without schemas (SQLite) take one writer at a time: more threads would only wait for each other.
        let threads = engine.dialect.hasSchemas ? options.threads ?? words.target.threads : 1
        let results = try await PlanRunner(runner: runner, events: options.events, threads: threads).run()
        let seconds = max(0, options.clock.now.timeIntervalSince(started))
        let report = TransformReport(
            results: results, seconds: seconds, command: plan.command, invocationID: options.invocationID)
        if let folder = options.artifacts {
            let artifacts = ArtifactWriter(project: self, folder: folder, now: options.clock.now)
            let graph = graph
            let columns = try await engine.withConnection { connection in
                LineageIndex.columns(of: results, in: graph, connection)
            }
            // Waits for the disk.
            try await offload { try artifacts.write(report, plan, columns: columns) }
        }
        return report
    }

    /// Writes `manifest.json` and `lineage.json` of what was read into a folder; nothing is run.
    public func writeArtifacts(
        to folder: URL, at now: Date, invocationID: String = UUID().uuidString.lowercased()
    ) throws {
        try ArtifactWriter(project: self, folder: folder, now: now).writeManifest(invocationID: invocationID)
    }

    /// The result of a model's or a test's query, run as it is written now, with at most `limit` rows.
    ///
    /// `name` is a selection that means one model or one test; the tables that it reads must be there.
    public func show(_ name: String, engine: any Engine, limit: Int = 5) async throws -> Table {
        let found = try nodes(TransformSelection([name], indirect: .empty)).filter { $0.kind != .source }
        guard found.count == 1, let node = found.first else { throw WeirError.notShowable(name) }
        let before = try await engine.withConnection { connection in try StandingRelations(connection) }
        do {
            return try await engine.withConnection { connection in
                let compiler = NodeCompiler(project: self, connection: connection, before: before, isFullRefresh: false)
                let query = try compiler.sql(of: node)
                let statement = "select * from (\n" + query + "\n) weir_show limit \(max(0, limit))"
                do {
                    return try connection.read(SQL(raw: statement.text))
                } catch let error as WeirError {
                    throw error.placed(in: statement)
                }
            }
        } catch {
            throw explained(WeirError(wrapping: error), node)
        }
    }

    /// Reads what is there, and creates the schemas that the plan writes to.
    private func prepare(_ plan: TransformPlan, _ engine: any Engine) async throws -> StandingRelations {
        let schemas = plan.command == .compile ? [] : Set(plan.steps.compactMap { $0.relation?.schema }).sorted()
        return try await engine.withConnection { connection in
            for schema in schemas { try connection.createSchema(schema) }
            return try StandingRelations(connection)
        }
    }

    /// An engine's error in the words of the node that caused it.
    func explained(_ error: WeirError, _ node: ProjectNode) -> WeirError {
        var error = error
        // A place in a built-in macro helps nobody: what was written is the node.
        if error.location?.file.hasPrefix("<") == true { error.location = node.location }
        if error.code.rawValue.hasPrefix("transform.") || error.code.rawValue.hasPrefix("jinja.") { return error }
        if error.code == .engineUnknownTable, let parent = missingParent(of: node, named: error.message) {
            return .missingParent(parent, of: node, at: error.location ?? node.location)
        }
        let words = error.message.split(separator: "'", omittingEmptySubsequences: false)
        guard error.code == .engineUnknownColumn, words.count >= 3 else {
            return .failedNode(node, error, at: node.location)
        }
        let parents = node.parents.compactMap { graph.nodes[$0]?.name }
        var location = error.location ?? node.location
        let column = String(words[1])
        if error.location != nil { location.length = max(1, column.count) }
        let isNearMiss = error.hint?.hasPrefix("did you mean") == true
        location.remark = isNearMiss ? error.hint : nil
        let hint = parents.first.map { "run `weir transform show \($0)` to see its columns" }
        var result = WeirError.unknownColumn(column, in: node, parents: parents, hint: hint, at: location)
        result.notes = error.notes + (isNearMiss ? [] : [error.hint].compactMap { $0 })
        return result
    }

    /// The parent, or what an ephemeral parent reads, whose table an engine's message names as missing.
    private func missingParent(of node: ProjectNode, named message: String) -> ProjectNode? {
        let words = Set(message.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        var edge = node.parents
        while let id = edge.popLast() {
            guard let parent = graph.nodes[id] else { continue }
            if parent.kind == .model, parent.materialization == "ephemeral" {
                edge += parent.parents
            } else if let name = parent.relation?.name, words.contains(name) {
                return parent
            }
        }
        return nil
    }
}
