import Diagnostics
import JSON
import YAML

/// What `dbt_project.yml` says.
struct ProjectSettings: Sendable {
    var name: String
    var nameLocation: SourceLocation
    var version: String?
    var modelPaths: [String]
    var macroPaths: [String]
    var testPaths: [String]
    var vars: JSONObject
    var dispatch: [String: [String]]
    var models: ConfigTree
    var tests: ConfigTree
    var sources: ConfigTree
    var warnings: [WeirError]
}

extension ProjectSettings {
    static let fileName = "dbt_project.yml"

    /// Reads the file; throws every error in it at once.
    init(_ file: ProjectFile) throws {
        let document = try YAMLDocument.parse(file.text, file: file.shownPath)
        let reader = YAMLReader(document, named: Self.fileName)
        name = reader.requiredString("name")
        nameLocation = reader.location(ofValue: "name")
        version = reader.string("version")
        let paths = { (key: String, standard: String) in
            reader.node(key) == nil ? [standard] : reader.strings(key).map(Self.withoutSlash)
        }
        modelPaths = paths("model-paths", "models")
        macroPaths = paths("macro-paths", "macros")
        testPaths = paths("test-paths", "tests")
        vars = Self.vars(reader, project: name)
        dispatch = Self.dispatch(reader)
        models = Self.tree(reader, ["models"], document)
        tests = Self.tree(reader, ["data_tests", "tests"], document)
        sources = Self.tree(reader, ["sources"], document)
        warnings = document.warnings
        for key in Self.passedOver { _ = reader.node(key) }
        for key in Self.notYet where reader.node(key) != nil {
            warnings.append(.notSupported("'\(key)' in \(Self.fileName)", at: reader.location(of: key)))
        }
        if !name.isEmpty, !Self.isName(name) { reader.fail(.badProjectName(name, at: nameLocation)) }
        let problems = reader.allErrors()
        warnings += problems.filter(\.isHarmlessUnknownKey)
        try WeirErrors.throwIfAny(problems.filter { !$0.isHarmlessUnknownKey })
    }

    /// Keys that dbt knows and that mean nothing here.
    private static let passedOver = [
        "config-version", "profile", "require-dbt-version", "target-path", "clean-targets", "log-path", "quoting",
        "flags",
        "packages-install-path", "analysis-paths", "docs-paths", "asset-paths", "seed-paths", "snapshot-paths",
        "function-paths", "query-comment",
    ]

    /// Keys that would change what is built, and are not carried out yet.
    private static let notYet = [
        "on-run-start", "on-run-end", "seeds", "snapshots", "unit_tests", "exposures", "metrics", "semantic-models",
        "saved-queries", "functions",
    ]

    /// Letters, digits and underscores, no digit first.
    static func isName(_ text: String) -> Bool {
        let isLetter = { (byte: UInt8) in byte == 0x5F || (0x41...0x5A).contains(byte & 0xDF) }
        return text.utf8.first.map(isLetter) == true
            && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }

    private static func withoutSlash(_ path: String) -> String {
        var path = path[...]
        while path.hasSuffix("/") { path = path.dropLast() }
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        return String(path)
    }

    /// The project's variables: those under its own name win over those outside.
    private static func vars(_ reader: YAMLReader, project: String) -> JSONObject {
        guard let all = reader.mapping("vars", named: "'vars'") else { return [:] }
        all.allowOtherKeys()
        var vars: JSONObject = [:]
        for key in all.keys where key != project { vars[key] = all.value(key) ?? .null }
        for (key, value) in all.value(project)?.object?.pairs ?? [] { vars[key] = value }
        return vars
    }

    private static func dispatch(_ reader: YAMLReader) -> [String: [String]] {
        var orders: [String: [String]] = [:]
        for entry in reader.list("dispatch", each: "dispatch") {
            orders[entry.requiredString("macro_namespace")] = entry.strings("search_order")
        }
        return orders
    }

    private static func tree(_ reader: YAMLReader, _ keys: [String], _ document: YAMLDocument) -> ConfigTree {
        var found = ConfigTree.empty
        for key in keys {
            guard let inner = reader.mapping(key) else { continue }
            inner.allowOtherKeys()
            if let mapping = reader.node(key)?.mapping { found = ConfigTree(mapping: mapping, document: document) }
        }
        return found
    }
}

extension WeirError {
    /// An unknown key that resembles no known one: dbt may know it, so it only warns. One that does is a slip of the pen.
    var isHarmlessUnknownKey: Bool { code == "yaml.unknown_key" && location?.remark == nil }
}
