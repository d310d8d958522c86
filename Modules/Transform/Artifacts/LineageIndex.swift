import Foundation
import JSON
import Warehouse

/// The slim index beside the manifest: what there is, where it stands, its columns, and what it reads.
///
/// It holds no SQL and no tests, so that a reader of a thousand models is done at once. Columns are those of the warehouse
/// where a run has seen them, else those that a `.yml` declares.
struct LineageIndex {
    static let fileName = "lineage.json"

    let project: TransformProject
    /// The columns as they stand in the warehouse, by the name that the index gives a node.
    let found: [String: [Column]]
    /// The columns that the index before held.
    private let before: [String: [(name: String, type: String)]]

    /// The index of a project; `folder` is where one may stand already.
    init(_ project: TransformProject, found: [String: [Column]], in folder: URL) {
        self.project = project
        self.found = found
        let data = FileManager.default.contents(atPath: folder.appending(path: Self.fileName).path)
        before = Self.columns(in: data.flatMap { try? JSONValue.parse(utf8: Array($0)) })
    }

    /// The columns of what a run built and of the sources that it read; what cannot be asked is as declared.
    static func columns(
        of results: [NodeResult], in graph: ProjectGraph, _ connection: any EngineConnection
    ) -> [String: [Column]] {
        let built = results.filter { $0.id.kind == .model && $0.status == .success }.compactMap { graph.nodes[$0.id] }
        let sources = Set(built.flatMap(\.parents)).filter { $0.kind == .source }.compactMap { graph.nodes[$0] }
        return (built + sources).reduce(into: [:]) { found, node in
            guard node.materialization != "ephemeral" || node.kind == .source, let table = node.relation else { return }
            found[name(of: node)] = try? connection.columns(of: table)
        }
    }

    var json: JSONValue {
        let nodes = project.graph.order.sorted().compactMap { project.graph.nodes[$0] }.filter { $0.kind != .test }
        return ["version": 1, "project": .string(project.name), "nodes": .array(nodes.map(node))]
    }

    /// A model's own name; a table of a source as `raw.bike_trips`.
    static func name(of node: ProjectNode) -> String {
        guard case .source(let table) = node.body else { return node.name }
        return "\(table.sourceName).\(table.name)"
    }

    private func node(_ node: ProjectNode) -> JSONValue {
        let name = Self.name(of: node)
        let parents = node.parents.compactMap { project.graph.nodes[$0] }.map(Self.name)
        return [
            "name": .string(name), "kind": .string(node.kind.rawValue),
            "materialized": node.kind == .model ? .string(node.materialization) : .null,
            "relation": .optional(node.relation?.description), "file": .string(node.path),
            "tags": .array(node.config.tags.map(JSONValue.string)), "description": .string(node.description),
            "columns": .array(columns(of: node, named: name)), "depends_on": .array(parents.map(JSONValue.string)),
        ]
    }

    private func columns(of node: ProjectNode, named name: String) -> [JSONValue] {
        let declared = Dictionary(node.columns.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        var known = found[name]?.map { (name: $0.name.name, type: "\($0.type)") } ?? before[name] ?? []
        let names = Set(known.map { $0.name.lowercased() })
        for column in node.columns where !names.contains(column.name.lowercased()) {
            known.append((column.name, column.dataType ?? ""))
        }
        return known.map { column in
            let said = declared[column.name.lowercased()]
            return [
                "name": .string(column.name),
                "type": .optional(said?.dataType ?? (column.type.isEmpty ? nil : column.type)),
                "description": .optional(said.flatMap { $0.description.isEmpty ? nil : $0.description }),
            ]
        }
    }

    private static func columns(in index: JSONValue?) -> [String: [(name: String, type: String)]] {
        (index?["nodes"]?.array ?? []).reduce(into: [:]) { columns, node in
            guard let name = node["name"]?.string else { return }
            columns[name] = (node["columns"]?.array ?? []).compactMap { column in
                column["name"]?.string.map { ($0, column["type"]?.string ?? "") }
            }
        }
    }
}
