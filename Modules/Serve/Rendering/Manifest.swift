import Diagnostics
import Foundation
import JSON

/// What the catalog needs of `manifest.json`: models and sources, what they are called and what they read.
struct Manifest: Sendable {
    struct Node: Sendable {
        let id: String
        let name: String
        let schema: String
        /// `source`, `view`, `table`, `incremental`, `ephemeral`, `seed`, `snapshot`.
        let kind: String
        let summary: String
        let columns: [String: String]
        let parents: [String]
    }

    let nodes: [String: Node]

    /// Reads a manifest; nil when there is none yet.
    static func read(_ file: URL) async throws -> Manifest? {
        let bytes: [UInt8]? = try await offload { FileManager.default.contents(atPath: file.path).map(Array.init) }
        guard let bytes else { return nil }
        do { return Manifest(try JSONValue.parse(utf8: bytes)) } catch {
            throw WeirError.manifestUnreadable(file: file.lastPathComponent, reason: "\(error)")
        }
    }

    init(_ json: JSONValue) {
        let models = (json["nodes"]?.object?.pairs ?? []).filter {
            ["model", "seed", "snapshot"].contains($0.value["resource_type"]?.string ?? "")
        }
        let entries = models + (json["sources"]?.object?.pairs ?? [])
        let known = Set(entries.map(\.key))
        nodes = entries.reduce(into: [:]) { nodes, entry in
            nodes[entry.key] = Self.node(entry.key, entry.value, known: known)
        }
    }

    private static func node(_ id: String, _ value: JSONValue, known: Set<String>) -> Node {
        let type = value["resource_type"]?.string ?? "source"
        return Node(
            id: id, name: value["name"]?.string ?? id, schema: value["schema"]?.string ?? "",
            kind: type == "model" ? value["config"]?["materialized"]?.string ?? "view" : type,
            summary: value["description"]?.string ?? "",
            columns: (value["columns"]?.object?.pairs ?? []).reduce(into: [:]) { texts, column in
                texts[column.key] = column.value["description"]?.string ?? ""
            },
            parents: (value["depends_on"]?["nodes"]?.array ?? []).compactMap(\.string).filter(known.contains))
    }

    /// The graph as JSON: nodes and edges.
    var json: JSONValue {
        let sorted = nodes.values.sorted { $0.id < $1.id }
        let edges = sorted.flatMap { node in
            node.parents.sorted().map { ["from": .string($0), "to": .string(node.id)] as JSONValue }
        }
        let shown = sorted.map { node -> JSONValue in
            [
                "id": .string(node.id), "name": .string(node.name), "schema": .string(node.schema),
                "kind": .string(node.kind),
            ]
        }
        return ["nodes": .array(shown), "edges": .array(edges)]
    }
}
