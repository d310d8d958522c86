import Diagnostics
import JSON
import Jinja
import Warehouse

/// Answers what a template asks while its node is run, on the connection that was lent to it.
final class RunHost: RenderingHost {
    private let node: ProjectNode
    private let project: TransformProject
    private let connection: any EngineConnection
    /// What stood in the node's place before the run.
    private let kindBefore: RelationKind?
    private let isFullRefresh: Bool

    /// Ephemeral models that the template reads, in the order in which it names them.
    private(set) var ephemerals: [NodeID] = []

    init(
        _ node: ProjectNode, in project: TransformProject, on connection: any EngineConnection,
        kindBefore: RelationKind?,
        isFullRefresh: Bool
    ) {
        self.node = node
        self.project = project
        self.connection = connection
        self.kindBefore = kindBefore
        self.isFullRefresh = isFullRefresh
    }

    var isExecuting: Bool { true }
    var config: NodeConfig { node.config }

    var this: JinjaValue {
        guard let relation = node.relation else { return .none }
        return .object(RelationValue(relation, connection.dialect, kind: kindBefore))
    }

    var isIncremental: Bool {
        node.materialization == "incremental" && kindBefore == .table
            && !(node.config.bool("full_refresh") ?? isFullRefresh)
    }

    func configure(_ values: [(name: String, value: JSONValue)], at location: SourceLocation) {}

    func reference(_ model: ModelReference, at location: SourceLocation) throws -> JinjaValue {
        let id = NodeID(.model, project: project.name, model.name)
        guard let target = project.graph.nodes[id], let relation = target.relation else {
            throw WeirError.unknownModel(
                model.name, from: node,
                known: project.graph.order.filter { $0.kind == .model }.compactMap { project.graph.nodes[$0]?.name },
                at: location)
        }
        guard node.parents.contains(id) else {
            throw WeirError.referenceOnlyAtRun(model.name, from: node, at: location)
        }
        guard target.materialization == "ephemeral" else {
            return .object(RelationValue(relation, connection.dialect))
        }
        if !ephemerals.contains(id) { ephemerals.append(id) }
        return .object(
            RelationValue(relation, connection.dialect, subqueryName: EphemeralInjection.name(relation.name)))
    }

    func source(_ name: String, _ table: String, at location: SourceLocation) throws -> JinjaValue {
        let id = NodeID(.source, project: project.name, "\(name).\(table)")
        guard let relation = project.graph.nodes[id]?.relation else {
            throw WeirError.unknownSource(
                .init(source: name, table: table), from: node,
                known: [], at: location)
        }
        return .object(RelationValue(relation, connection.dialect))
    }

    func query(_ sql: String) throws -> Table? { try connection.read(SQL(raw: sql)) }

    func kind(of table: TableName) throws -> RelationKind? { try connection.kind(of: table) }

    func columns(of table: TableName) throws -> [Column] { try connection.columns(of: table) ?? [] }

    func uses(_ macro: MacroLibrary.Entry) {}
}
