import Diagnostics
import JSON
import YAML

/// The configuration under `models:`, `data_tests:` or `sources:` in `dbt_project.yml`: folders inside folders.
///
/// A key with `+` and a value that is no mapping is configuration; a mapping without `+` is a folder (or the last part of a name).
struct ConfigTree: Sendable {
    private let mapping: YAMLMapping
    private let document: YAMLDocument?

    /// A tree without configuration.
    static let empty = ConfigTree(mapping: YAMLMapping(), document: nil)

    init(mapping: YAMLMapping, document: YAMLDocument?) {
        self.mapping = mapping
        self.document = document
    }

    /// The configuration for a node of this full name, from the outermost folder to the innermost.
    func config(for name: [String], render: (YAMLNode, SourceLocation?) throws -> JSONValue) rethrows -> NodeConfig {
        var config = NodeConfig()
        var level = mapping
        for part in name + [""] {
            for entry in level.entries where isConfig(entry) {
                let location = document?.location(entry.keyMark, length: entry.key.count)
                config.set(entry.key, try render(entry.value, location), at: location)
            }
            guard let next = level[part]?.mapping else { break }
            level = next
        }
        return config
    }

    /// The paths of folders in the tree that lead to none of these full names, with their places.
    func unused(by names: [[String]]) -> [(path: String, location: SourceLocation)] {
        guard let document else { return [] }
        var unused: [(String, SourceLocation)] = []
        func visit(_ level: YAMLMapping, _ path: [String]) {
            for entry in level.entries where !isConfig(entry) && entry.value.mapping != nil {
                let here = path + [entry.key]
                if names.contains(where: { $0.starts(with: here) }) {
                    visit(entry.value.mapping ?? YAMLMapping(), here)
                } else {
                    unused.append(
                        (here.joined(separator: "."), document.location(entry.keyMark, length: entry.key.count)))
                }
            }
        }
        visit(mapping, [])
        return unused
    }

    private func isConfig(_ entry: YAMLMapping.Entry) -> Bool { entry.key.hasPrefix("+") || entry.value.mapping == nil }
}
