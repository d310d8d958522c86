import JSON
import Warehouse

/// A project as dbt's `manifest.json` describes it.
struct Manifest {
    let project: TransformProject
    /// What the last run made of each node, for the compiled SQL.
    let results: [NodeID: NodeResult]

    private var graph: ProjectGraph { project.graph }
    private var dialect: any SQLDialect { project.words.target.dialect }

    func json(metadata: JSONValue) -> JSONValue {
        var nodes: JSONObject = [:]
        var sources: JSONObject = [:]
        var parents: JSONObject = [:]
        var children: JSONObject = [:]
        for id in graph.order.sorted() {
            guard let node = graph.nodes[id] else { continue }
            if node.kind == .source { sources[id.text] = source(node) } else { nodes[id.text] = self.node(node) }
            parents[id.text] = .array(graph.parents(of: id).map { .string($0.text) })
            children[id.text] = .array(graph.children(of: id).map { .string($0.text) })
        }
        var macros: JSONObject = [:]
        for entry in project.words.macros.entries.values.sorted(by: { $0.id < $1.id }) {
            macros[entry.id] = macro(entry)
        }
        return [
            "metadata": metadata, "nodes": .object(nodes), "sources": .object(sources), "macros": .object(macros),
            "docs": [:], "exposures": [:], "metrics": [:], "groups": [:], "selectors": [:], "disabled": [:],
            "parent_map": .object(parents), "child_map": .object(children), "group_map": [:], "saved_queries": [:],
            "semantic_models": [:], "unit_tests": [:],
        ]
    }

    /// The keys that every node has.
    private func general(_ node: ProjectNode) -> JSONObject {
        [
            "database": .null, "schema": .optional(node.relation?.schema), "name": .string(node.name),
            "resource_type": .string(node.kind.rawValue), "package_name": .string(project.name),
            "path": .string(path(node)), "original_file_path": .string(node.path), "unique_id": .string(node.id.text),
            "fqn": .array(node.fullName.map(JSONValue.string)), "description": .string(node.description),
            "columns": columns(node), "meta": node.config["meta"] ?? [:],
            "tags": .array(node.config.tags.map(JSONValue.string)), "config": config(node),
            "relation_name": .optional(node.relation.map(dialect.reference)),
        ]
    }

    /// The path below the folder that the node was found in; for a test of a `.yml` file the name of its compiled SQL.
    private func path(_ node: ProjectNode) -> String {
        switch node.body {
        case .template(_, let file): file.pathInRoot
        case .genericTest: "\(node.config.string("alias") ?? node.name).sql"
        case .source: node.path
        }
    }

    private func node(_ node: ProjectNode) -> JSONValue {
        var object = general(node)
        object["alias"] = .string(node.relation?.name ?? node.config.string("alias") ?? node.name)
        object["depends_on"] = [
            "macros": .array(node.macros.map(JSONValue.string)),
            "nodes": .array(node.parents.map { .string($0.text) }),
        ]
        object["language"] = "sql"
        object["refs"] = .array(
            node.parents.filter { $0.kind == .model }.map { id in
                ["name": .optional(graph.nodes[id]?.name), "package": .null, "version": .null]
            })
        object["sources"] = .array(
            node.parents.filter { $0.kind == .source }.map { id in
                .array((graph.nodes[id]?.fullName.suffix(2) ?? []).map(JSONValue.string))
            })
        let result = results[node.id]
        object["compiled"] = .bool(result?.compiledSQL != nil)
        object["compiled_code"] = .optional(result?.compiledSQL)
        switch node.body {
        case .template(let template, _):
            object["raw_code"] = .string(template.text)
            object["checksum"] = ["name": "md5", "checksum": .string(MD5.hex(template.text))]
        case .genericTest(let test): addTest(test, node, to: &object)
        case .source: break
        }
        return .object(object)
    }

    private func addTest(_ test: GenericTest, _ node: ProjectNode, to object: inout JSONObject) {
        object["raw_code"] = .string("{{ test_\(test.properties.name)(**_dbt_generic_test_kwargs) }}")
        object["column_name"] = .optional(node.column)
        object["attached_node"] = .string(test.attached.text)
        object["file_key_name"] = .string("models.\(graph.nodes[test.attached]?.name ?? "")")
        object["test_metadata"] = [
            "name": .string(test.properties.name), "namespace": .null,
            "kwargs": .object(JSONObject(test.properties.nameArguments)),
        ]
    }

    private func source(_ node: ProjectNode) -> JSONValue {
        var object = general(node)
        guard case .source(let table) = node.body else { return .object(object) }
        object["source_name"] = .string(table.sourceName)
        object["source_description"] = .string(table.sourceDescription)
        object["loader"] = .string(table.loader ?? "")
        object["identifier"] = .string(table.identifier)
        object["loaded_at_field"] = .optional(table.loadedAtField)
        object["freshness"] = table.freshness ?? .null
        return .object(object)
    }

    private func macro(_ entry: MacroLibrary.Entry) -> JSONValue {
        [
            "name": .string(entry.definition.name), "resource_type": "macro", "package_name": .string(entry.package),
            "path": .string(entry.path), "original_file_path": .string(entry.path), "unique_id": .string(entry.id),
            "macro_sql": .string(entry.definition.text), "description": "", "meta": [:], "arguments": [],
        ]
    }

    private func columns(_ node: ProjectNode) -> JSONValue {
        .object(
            JSONObject(
                node.columns.map { column in
                    (
                        column.name,
                        [
                            "name": .string(column.name), "description": .string(column.description),
                            "meta": .object(column.meta), "data_type": .optional(column.dataType),
                            "tags": .array(column.tags.map(JSONValue.string)),
                        ]
                    )
                }))
    }

    private func config(_ node: ProjectNode) -> JSONValue {
        var config = node.config.values
        if node.kind == .model { config["materialized"] = .string(node.materialization) }
        config["enabled"] = true
        return .object(config)
    }
}
