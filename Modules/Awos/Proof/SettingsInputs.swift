import DurableFiles
import YAML

/// What `weir.yml` says to those who read data, in parts that a check can depend on one by one.
///
/// Each part is named like a file: `weir.yml#targets:`, `weir.yml#sources.weather:`. What it says of agents and approvals is none.
struct SettingsInputs: Sendable {
    /// What a source is set to, all targets' changes to it included.
    static func source(_ name: String) -> String { "weir.yml#sources.\(name):" }
    /// What all sources are set to.
    static let sources = "weir.yml#sources."
    /// What every call of `weir` reads.
    static let always = ["weir.yml#default_target:", "weir.yml#publish:", "weir.yml#targets:", "weir.yml#whole:"]

    /// The parts by name, each with a digest of what it says.
    let parts: [(name: String, digest: String)]

    /// Reads a text; of one that is no mapping there is one part, the whole.
    init(_ text: String) throws {
        guard let root = (try? YAMLDocument.parse(text, file: "weir.yml"))?.root?.mapping else {
            parts = [("weir.yml#whole:", try SHA256.hex(of: text))]
            return
        }
        let targets = root["targets"]?.mapping?.entries ?? []
        var said: [(String, [String])] = [
            ("weir.yml#default_target:", [Self.text(root["default_target"])]),
            ("weir.yml#publish:", [Self.text(root["publish"])]),
            ("weir.yml#targets:", targets.flatMap { Self.withoutSources($0) }),
        ]
        let changes = targets.flatMap { target in
            (target.value["sources"]?.mapping?.entries ?? []).map { (target: target.key, $0) }
        }
        let own = root["sources"]?.mapping?.entries ?? []
        for name in Set(own.map(\.key) + changes.map(\.1.key)).sorted() {
            let lines =
                own.filter { $0.key == name }.map { Self.text($0.value) }
                + changes.filter { $0.1.key == name }.map { "\($0.target): \(Self.text($0.1.value))" }
            said.append((Self.source(name), lines))
        }
        parts = try said.map { ($0, try SHA256.hex(of: $1.joined(separator: "\n"))) }
    }

    /// A target as lines, without what it says of sources.
    private static func withoutSources(_ target: YAMLMapping.Entry) -> [String] {
        let entries = target.value.mapping?.entries ?? []
        return [target.key] + entries.filter { $0.key != "sources" }.map { "\($0.key): \(text($0.value))" }
    }

    private static func text(_ node: YAMLNode?) -> String { node?.json.text() ?? "" }
}
