import Diagnostics
import Foundation
import JSON
import Warehouse

/// A dbt project that was read: its graph, what selects from it, what builds it.
///
///     let project = try TransformProject.load(folder: folder, target: TransformTarget(name: "dev", dialect: engine.dialect))
///     let plan = try project.plan(TransformSelection(["mart_demand_daily+"]))
///     let report = try await project.build(plan, engine: engine, events: SilentSink())
public struct TransformProject: Sendable {
    /// The project's name in `dbt_project.yml`.
    public let name: String
    /// The version there.
    public let version: String?
    /// Every enabled model, source and test.
    public let graph: ProjectGraph
    /// What is odd in the project's files, and does not stop it.
    public let warnings: [WeirError]
    let words: ProjectWords

    /// Reads the project in a folder.
    ///
    /// - Parameters:
    ///   - folder: where `dbt_project.yml` is.
    ///   - shownAs: how messages call the folder; a path from where the person stands, such as `Modules/Transform`.
    ///   - target: where it will be built.
    ///   - vars: values of `var()` that win over the project's own.
    ///   - environment: what `env_var()` sees.
    ///
    /// Throws every error of every file at once: broken YAML and Jinja, unknown names, bad configuration, circles.
    public static func load(
        folder: URL, shownAs: String = "", target: TransformTarget, vars: JSONObject = [:],
        environment: [String: String] = [:]
    ) throws -> TransformProject {
        let place = ProjectFolder(folder: folder, shownName: shownAs)
        var parser = try ProjectParser(folder: place, target: target, vars: vars, environment: environment)
        let graph = try parser.graph()
        return TransformProject(
            name: parser.settings.name, version: parser.settings.version, graph: graph, warnings: parser.warnings,
            words: parser.words)
    }

    /// The nodes that a selection means, in the order of the graph.
    public func nodes(_ selection: TransformSelection = .all) throws -> [ProjectNode] {
        let chosen = try NodeSelector(graph: graph, project: name).nodes(selection)
        return graph.order.filter(chosen.contains).compactMap { graph.nodes[$0] }
    }

    /// What a run over a selection would do.
    public func plan(
        _ selection: TransformSelection = .all, command: TransformPlan.Command = .build, fullRefresh: Bool = false
    ) throws -> TransformPlan {
        let chosen = try NodeSelector(graph: graph, project: name).nodes(selection)
        return TransformPlanner(graph: graph, command: command, isFullRefresh: fullRefresh).plan(chosen)
    }

    /// The tables of the warehouse that a plan reads and does not build: what must be there before.
    public func tablesRead(by plan: TransformPlan) -> [TableName] {
        let built = Set(plan.steps.filter { $0.action != .test }.map(\.id))
        var read: Set<TableName> = []
        var edge = plan.steps.map(\.id)
        var seen: Set<NodeID> = []
        while let id = edge.popLast() {
            for parent in graph.parents(of: id) where !built.contains(parent) && seen.insert(parent).inserted {
                guard let node = graph.nodes[parent] else { continue }
                if node.materialization == "ephemeral", node.kind == .model {
                    edge.append(parent)
                } else if let table = node.relation {
                    read.insert(table)
                }
            }
        }
        return read.sorted()
    }
}
