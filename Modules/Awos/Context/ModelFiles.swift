import Foundation
import YAML

/// The `.sql` and `.yml` files of a project's models, read without rendering them.
///
/// `ref` and `source` with plain names are found; what a macro makes up is not.
struct ModelFiles {
    /// A file by its path below the root, and when it changed.
    struct File {
        let path: String
        let changed: Date
    }

    let root: URL
    let all: [File]

    init(root: URL) {
        self.root = root
        let folder = root.appending(path: "\(Lineage.project)/Models", directoryHint: .isDirectory)
        let base = folder.standardizedFileURL.path + "/"
        let found = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey], options: [.skipsHiddenFiles])
        all = (found?.compactMap { $0 as? URL } ?? []).compactMap { file -> File? in
            guard ["sql", "yml", "yaml"].contains(file.pathExtension) else { return nil }
            let path = file.standardizedFileURL.path
            guard path.hasPrefix(base) else { return nil }
            let changed = try? file.resourceValues(forKeys: [.contentModificationDateKey]).contentModificationDate
            return File(
                path: "\(Lineage.project)/Models/\(path.dropFirst(base.count))", changed: changed ?? .distantFuture)
        }.sorted { $0.path < $1.path }
    }

    /// What these files declare; a model's `.yml` is joined with its `.sql`.
    func nodes(in files: [File]) -> [Lineage.Node] {
        var nodes: [String: Lineage.Node] = [:]
        for file in files where file.path.hasSuffix(".sql") {
            let node = model(file)
            nodes[node.name] = node
        }
        for file in files where !file.path.hasSuffix(".sql") {
            for node in declared(file) {
                guard var model = nodes[node.name] else {
                    nodes[node.name] = node
                    continue
                }
                (model.columns, model.summary, model.tags) = (node.columns, node.summary, node.tags)
                nodes[node.name] = model
            }
        }
        return nodes.values.sorted { $0.name < $1.name }
    }

    private func text(_ file: File) -> String {
        String(
            decoding: FileManager.default.contents(atPath: root.appending(path: file.path).path) ?? Data(),
            as: UTF8.self)
    }

    private func model(_ file: File) -> Lineage.Node {
        let parts = file.path.split(separator: "/")
        let name = String(parts.last?.dropLast(".sql".count) ?? "")
        let folder = parts.dropFirst(3).dropLast().first.map { "\($0)." } ?? ""
        return Lineage.Node(
            name: name, isModel: true, relation: folder + name, file: file.path,
            parents: SQLOutline.parents(of: text(file)))
    }

    private func declared(_ file: File) -> [Lineage.Node] {
        guard let root = try? YAMLDocument.parse(text(file), file: file.path).root else { return [] }
        let folder = file.path.split(separator: "/").dropFirst(3).dropLast().first.map { "\($0)." } ?? ""
        let models = (root["models"]?.sequence ?? []).compactMap {
            node(named: $0["name"]?.text, $0, file, model: folder)
        }
        let tables = (root["sources"]?.sequence ?? []).flatMap { source in
            (source["tables"]?.sequence ?? []).compactMap { table in
                node(named: table["name"]?.text.map { "\(source["name"]?.text ?? "").\($0)" }, table, file, model: nil)
            }
        }
        return models + tables
    }

    private func node(named name: String?, _ yaml: YAMLNode, _ file: File, model folder: String?) -> Lineage.Node? {
        guard let name else { return nil }
        let tags = yaml["config"]?["tags"] ?? yaml["tags"]
        return Lineage.Node(
            name: name, isModel: folder != nil, relation: (folder ?? "") + name, file: file.path,
            tags: (tags?.sequence ?? tags.map { [$0] } ?? []).compactMap(\.text),
            summary: yaml["description"]?.text ?? "",
            columns: (yaml["columns"]?.sequence ?? []).compactMap { column in
                column["name"]?.text.map {
                    .init(name: $0, type: column["data_type"]?.text, summary: column["description"]?.text ?? "")
                }
            })
    }
}
