import Diagnostics
import JSON

/// The configuration of a node: values by key, and where each was set.
///
/// Built from the least to the most special: `dbt_project.yml` (outer folder, inner folder), properties, `config()` in the file.
public struct NodeConfig: Sendable, Hashable {
    /// The values by key, in the order in which they first came.
    public private(set) var values: JSONObject = [:]
    private var places: [String: SourceLocation] = [:]

    /// No configuration.
    public init() {}

    /// The value of a key.
    public subscript(key: String) -> JSONValue? { values[key].flatMap { $0.isNull ? nil : $0 } }

    /// Where a key was set last.
    public func location(of key: String) -> SourceLocation? { places[key] }

    /// Sets a key by dbt's rules: tags and hooks append, `meta`, `docs`, `column_types` and `contract` merge by key, all
    /// else replaces.
    mutating func set(_ rawKey: String, _ value: JSONValue, at location: SourceLocation?) {
        let key = Self.canonical(rawKey)
        switch key {
        case "tags":
            let old = values[key]?.array ?? []
            let added = Self.list(value).filter { !old.contains($0) }
            values[key] = .array(old + added)
        case "pre-hook", "post-hook": values[key] = .array((values[key]?.array ?? []) + Self.list(value))
        case "meta", "docs", "column_types", "contract":
            if let old = values[key]?.object, let new = value.object {
                values[key] = .object(
                    JSONObject(old.pairs.map { ($0.key, $0.value) } + new.pairs.map { ($0.key, $0.value) }))
            } else {
                values[key] = value
            }
        default: values[key] = value
        }
        places[key] = location
    }

    /// Lays a more special configuration over this one.
    mutating func merge(_ other: NodeConfig) {
        for (key, value) in other.values.pairs { set(key, value, at: other.places[key]) }
    }

    /// A key as it is kept: without `+`, hooks with a dash.
    static func canonical(_ key: String) -> String {
        let bare = key.hasPrefix("+") ? String(key.dropFirst()) : key
        return ["pre_hook": "pre-hook", "post_hook": "post-hook"][bare] ?? bare
    }

    private static func list(_ value: JSONValue) -> [JSONValue] { value.array ?? (value.isNull ? [] : [value]) }
}

extension NodeConfig {
    /// The text of a key that is a scalar.
    public func string(_ key: String) -> String? {
        switch self[key] {
        case .string(let text): text
        case .integer(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }

    /// The texts of a key that is a text or a list of texts.
    public func strings(_ key: String) -> [String] {
        self[key].map { $0.array?.compactMap(\.string) ?? [$0.string].compactMap { $0 } } ?? []
    }

    /// The truth of a key; a text `true` or `false` counts.
    public func bool(_ key: String) -> Bool? {
        switch self[key] {
        case .bool(let flag): flag
        case .string(let text): ["true": true, "false": false][text.lowercased()]
        default: nil
        }
    }

    /// The tags, each once, in order.
    public var tags: [String] { strings("tags") }

    /// Whether the node takes part; true unless it is switched off.
    public var isEnabled: Bool { bool("enabled") ?? true }
}
