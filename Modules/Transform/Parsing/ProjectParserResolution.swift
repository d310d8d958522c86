import Diagnostics
import JSON
import Jinja
import Warehouse

extension ProjectParser {
    /// The nodes with their places in the warehouse and their parents; errors are kept.
    mutating func resolved() -> [ProjectNode] {
        for draft in drafts where draft.node.kind == .model { place(draft.node.id, at: place(of: draft.node)) }
        checkPlaces()
        let models = Dictionary(
            drafts.filter { $0.node.kind == .model }.map { ($0.node.name, $0.node.id) }, uniquingKeysWith: { $1 })
        let sources = Dictionary(
            drafts.compactMap { draft -> (ParsingHost.SourceName, NodeID)? in
                guard case .source(let table) = draft.node.body else { return nil }
                return (.init(source: table.sourceName, table: table.name), draft.node.id)
            }, uniquingKeysWith: { $1 })
        return drafts.map { draft in
            var node = draft.node
            var parents = node.parents
            for call in draft.references {
                if let id = find(call, from: node, in: models), !parents.contains(id) { parents.append(id) }
            }
            for call in draft.sources {
                if let id = sources[call.name] {
                    if !parents.contains(id) { parents.append(id) }
                } else {
                    errors.append(
                        .unknownSource(call.name, from: node, known: sources.keys.map { $0 }, at: call.location))
                }
            }
            node.parents = parents
            return node
        }
    }

    private mutating func find(
        _ call: ParsingHost.Call<ModelReference>, from node: ProjectNode, in models: [String: NodeID]
    ) -> NodeID? {
        if call.name.version != nil {
            errors.append(.notSupported("a version in ref()", at: call.location))
            return nil
        }
        if let package = call.name.package, package != settings.name {
            errors.append(.unknownPackage(package, project: settings.name, at: call.location))
            return nil
        }
        if let id = models[call.name.name] { return id }
        if let place = disabled[call.name.name] {
            errors.append(.disabledModel(call.name.name, from: node, disabledAt: place, at: call.location))
        } else {
            errors.append(.unknownModel(call.name.name, from: node, known: models.keys.sorted(), at: call.location))
        }
        return nil
    }

    /// Asks the macros for schema and name of a model.
    private mutating func place(of node: ProjectNode) -> TableName? {
        do {
            let schema = try name("generate_schema_name", node.config.string("schema"), node)
            let alias = try name("generate_alias_name", node.config.string("alias"), node)
            return try TableName(schema: schema, name: alias)
        } catch {
            errors.append(WeirError(wrapping: error).at(node.config.location(of: "schema") ?? node.location))
            return nil
        }
    }

    private func name(_ macro: String, _ custom: String?, _ node: ProjectNode) throws -> String {
        guard let placeholder = try? TableName(name: node.name) else { return node.name }
        let host = ParsingHost(config: node.config, placeholder: placeholder, dialect: words.target.dialect)
        var context = words.context(host, model: node.templateModel)
        context.variables["weir_custom"] = JinjaValue(optional: custom)
        context.variables["weir_node"] = JinjaValue(node.templateModel)
        do {
            let template = try Template.parse("{{ \(macro)(weir_custom, weir_node) }}", file: node.shownPath)
            return try template.render(context).text.trimmed
        } catch {
            throw error.weirError
        }
    }

    /// Two models must not stand at one place; without schemas the bare name counts, and a source's table takes one too.
    private mutating func checkPlaces() {
        var seen: [String: ProjectNode] = [:]
        let hasSchemas = words.target.dialect.hasSchemas
        for draft in drafts where draft.node.kind != .test {
            guard let relation = draft.node.relation, draft.node.materialization != "ephemeral" else { continue }
            let name = (hasSchemas ? relation.description : relation.name).lowercased()
            if let first = seen[name] {
                let areModels = first.kind == .model && draft.node.kind == .model
                // A source that means a model's own table is odd, and no clash.
                let isOtherTable = first.relation != relation && (first.kind == .model || draft.node.kind == .model)
                if areModels || isOtherTable { errors.append(.placeTwice(relation, first, draft.node)) }
            } else {
                seen[name] = draft.node
            }
        }
    }
}

extension String {
    /// The text without white space at both ends.
    var trimmed: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
