import Diagnostics
import JSON
import Jinja
import Warehouse

/// Renders a node into the SQL that is run, on a connection that was lent.
struct NodeCompiler {
    let project: TransformProject
    let connection: any EngineConnection
    /// What stood in the warehouse before the run.
    let before: StandingRelations
    let isFullRefresh: Bool

    /// The node's query with the subqueries of ephemeral models in it.
    func sql(of node: ProjectNode) throws -> MappedSQL {
        let (own, read) = try rendered(node)
        var subqueries: [(name: String, sql: MappedSQL)] = []
        for id in read { try collect(id, into: &subqueries) }
        return EphemeralInjection.inject(subqueries, into: own)
    }

    /// The subquery of an ephemeral model behind those that it reads itself, each once.
    private func collect(_ id: NodeID, into subqueries: inout [(name: String, sql: MappedSQL)]) throws {
        guard let node = project.graph.nodes[id], let relation = node.relation else { return }
        let name = EphemeralInjection.name(relation.name)
        guard !subqueries.contains(where: { $0.name == name }) else { return }
        let (own, read) = try rendered(node)
        for parent in read { try collect(parent, into: &subqueries) }
        subqueries.append((name, own))
    }

    private func rendered(_ node: ProjectNode) throws -> (sql: MappedSQL, ephemerals: [NodeID]) {
        let host = RunHost(
            node, in: project, on: connection, kindBefore: node.relation.flatMap { before[$0] },
            isFullRefresh: isFullRefresh)
        var words = project.words
        words.isFullRefresh = isFullRefresh
        var context = words.context(host, model: node.templateModel)
        do {
            switch node.body {
            case .template(let template, _):
                return (MappedSQL(try template.render(context)).withoutTerminator, host.ephemerals)
            case .genericTest(let test):
                let (template, variables) = try GenericTestCall(test, words).prepared(
                    model: model(of: test, host), host)
                context.variables.merge(variables) { _, new in new }
                return (MappedSQL(try template.render(context)).withoutTerminator, host.ephemerals)
            case .source: return (MappedSQL(""), [])
            }
        } catch let error as JinjaError {
            throw error.weirError
        }
    }

    /// What a test's macro gets as `model`: the relation, or a subquery of the rows that `where` keeps.
    private func model(of test: GenericTest, _ host: RunHost) throws -> JinjaValue {
        guard let owner = project.graph.nodes[test.attached], let relation = owner.relation else { return .none }
        let value =
            owner.kind == .model
            ? try host.reference(ModelReference(owner.name), at: test.properties.location)
            : .object(RelationValue(relation, connection.dialect))
        guard let condition = host.config.string("where"), !condition.isEmpty else { return value }
        return .string("(select * from \(value.text) where \(condition)) dbt_subquery")
    }
}
