import Foundation
import JSON

/// The models and the tables of sources of a project: where each stands, its columns, what it reads.
///
/// Read from the index that `weir transform` writes, and from the files that changed since; without an index from the files.
struct Lineage: Sendable {
    /// The index, below the root.
    static let file = ".weir/target/lineage.json"
    /// The folder that the index speaks of, below the root.
    static let project = "Modules/Transform"

    /// A column, as it stands in the warehouse or is declared.
    struct Column: Sendable, Hashable {
        var name: String
        var type: String?
        var summary: String
    }

    /// A model, or a table of a source.
    struct Node: Sendable, Hashable {
        /// Its name: `mart_demand_daily`, `raw.bike_trips`.
        var name: String
        var isModel: Bool
        /// The table or view: `marts.mart_demand_daily`.
        var relation: String
        /// The file, below the root.
        var file: String
        var tags: [String] = []
        var summary = ""
        var columns: [Column] = []
        /// The names of what it reads.
        var parents: [String] = []
    }

    private(set) var nodes: [String: Node]
    /// Whether there was no index.
    let isFromFiles: Bool
    private let children: [String: [String]]
    private let names: [String: String]

    init(_ nodes: [Node], isFromFiles: Bool) {
        self.nodes = Dictionary(nodes.map { ($0.name, $0) }) { $1 }
        self.isFromFiles = isFromFiles
        var children: [String: [String]] = [:]
        for node in self.nodes.values { for parent in node.parents { children[parent, default: []].append(node.name) } }
        self.children = children.mapValues { $0.sorted() }
        names = Dictionary(self.nodes.values.map { ($0.relation, $0.name) }) { min($0, $1) }
    }

    /// Reads a repository's lineage; nil when it has no models.
    static func read(root: URL) -> Lineage? {
        let files = ModelFiles(root: root)
        guard let index = index(root.appending(path: file)) else {
            let nodes = files.nodes(in: files.all)
            return nodes.isEmpty ? nil : Lineage(nodes, isFromFiles: true)
        }
        let present = Set(files.all.map(\.path))
        let changed = files.all.filter { $0.changed > index.written }
        var byName = Dictionary(index.nodes.filter { present.contains($0.file) }.map { ($0.name, $0) }) { $1 }
        for node in files.nodes(in: changed) {
            var node = node
            if let old = byName[node.name] {
                node.columns += old.columns.filter { column in !node.columns.contains { $0.name == column.name } }
                if node.summary.isEmpty { node.summary = old.summary }
                if node.isModel, node.file.hasSuffix(".yml") { (node.file, node.parents) = (old.file, old.parents) }
                (node.relation, node.tags) = (old.relation, old.tags)
            }
            byName[node.name] = node
        }
        return Lineage(Array(byName.values), isFromFiles: false)
    }

    private static func index(_ file: URL) -> (nodes: [Node], written: Date)? {
        guard let data = FileManager.default.contents(atPath: file.path),
            let json = try? JSONValue.parse(utf8: Array(data)), let nodes = json["nodes"]?.array,
            let written = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
        else { return nil }
        return (nodes.compactMap(Node.init), written)
    }

    // MARK: Asking

    func children(of name: String) -> [String] { children[name] ?? [] }

    /// The nodes that a text names, by name or relation, sorted.
    func named(in text: String) -> [Node] {
        var found: Set<String> = []
        for match in text.matches(of: /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?/) {
            let word = String(match.0)
            for name in [word, names[word]].compactMap({ $0 }) where nodes[name] != nil { found.insert(name) }
        }
        return found.sorted().compactMap { nodes[$0] }
    }
}

extension Lineage.Node {
    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let file = json["file"]?.string else { return nil }
        self.init(
            name: name, isModel: json["kind"]?.string == "model", relation: json["relation"]?.string ?? name,
            file: "\(Lineage.project)/\(file)", tags: (json["tags"]?.array ?? []).compactMap(\.string),
            summary: json["description"]?.string ?? "",
            columns: (json["columns"]?.array ?? []).compactMap { column in
                column["name"]?.string.map {
                    .init(name: $0, type: column["type"]?.string, summary: column["description"]?.string ?? "")
                }
            },
            parents: (json["depends_on"]?.array ?? []).compactMap(\.string))
    }
}
