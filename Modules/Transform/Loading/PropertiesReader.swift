import Diagnostics
import JSON
import YAML

/// Reads the `.yml` files of a project; errors are collected and do not stop the reading.
struct PropertiesReader {
    /// Turns a text that holds Jinja into its value.
    let render: (String, SourceLocation) throws -> JSONValue
    var properties = Properties()
    var errors: [WeirError] = []
    private var file = ""

    init(render: @escaping (String, SourceLocation) throws -> JSONValue) { self.render = render }

    /// Reads one file.
    mutating func read(_ file: ProjectFile) {
        properties.folders[file.shownPath] = file.folders
        do {
            let document = try YAMLDocument.parse(file.text, file: file.shownPath)
            properties.warnings += document.warnings
            let reader = YAMLReader(document, named: file.shownPath)
            _ = reader.node("version")
            for model in reader.list("models", each: "model") { readModel(model) }
            for source in reader.list("sources", each: "source") { readSource(source) }
            for key in ["data_tests", "tests"] {
                for test in reader.list(key, each: "test") { readSingularTest(test) }
            }
            for macro in reader.list("macros", each: "macro") { macro.allowOtherKeys() }
            for key in Self.notYet where reader.node(key) != nil {
                properties.warnings.append(.notSupported("'\(key)'", at: reader.location(of: key)))
            }
            let problems = reader.allErrors()
            properties.warnings += problems.filter(\.isHarmlessUnknownKey)
            errors += problems.filter { !$0.isHarmlessUnknownKey }
        } catch {
            errors.append(WeirError(wrapping: error))
        }
    }

    private static let notYet = [
        "unit_tests", "seeds", "snapshots", "exposures", "metrics", "semantic_models", "saved_queries", "groups",
        "analyses",
        "functions",
    ]

    private mutating func readModel(_ reader: YAMLReader) {
        let name = reader.requiredString("name")
        var config = self.config(reader)
        for key in ["meta", "tags", "docs", "access", "group"] {
            if let value = reader.node(key) {
                config.set(key, rendered(value, reader, key), at: reader.location(of: key))
            }
        }
        var tests = self.tests(reader, column: nil)
        let columns = self.columns(reader, tests: &tests)
        for key in ["latest_version", "deprecation_date", "time_spine", "quote"] { _ = reader.node(key) }
        for key in ["versions", "constraints"] where reader.node(key) != nil {
            properties.warnings.append(.notSupported("'\(key)' of a model", at: reader.location(of: key)))
        }
        properties.models.append(
            ModelProperties(
                name: name, location: reader.location(ofValue: "name"), description: text(reader, "description"),
                config: config, columns: columns, tests: tests))
    }

    private mutating func readSingularTest(_ reader: YAMLReader) {
        let name = reader.requiredString("name")
        _ = reader.node("arguments")
        properties.singularTests.append(
            ModelProperties(
                name: name, location: reader.location(ofValue: "name"), description: text(reader, "description"),
                config: config(reader), columns: [], tests: []))
    }

    private mutating func readSource(_ source: YAMLReader) {
        let name = source.requiredString("name")
        var outer = config(source)
        for key in ["meta", "tags", "enabled"] {
            if let value = source.node(key) {
                outer.set(key, rendered(value, source, key), at: source.location(of: key))
            }
        }
        let schema = text(source, "schema")
        let (database, loader) = (source.string("database"), source.string("loader"))
        let (loadedAt, freshness) = (source.string("loaded_at_field"), source.value("freshness"))
        let description = text(source, "description")
        for key in ["quoting", "overrides", "loaded_at_query"] { _ = source.node(key) }
        for table in source.list("tables", each: "table") {
            var config = outer
            config.merge(self.config(table))
            for key in ["meta", "tags"] {
                if let value = table.node(key) {
                    config.set(key, rendered(value, table, key), at: table.location(of: key))
                }
            }
            for key in ["quoting", "external", "loaded_at_query"] { _ = table.node(key) }
            var tests = self.tests(table, column: nil)
            let columns = self.columns(table, tests: &tests)
            let tableName = table.requiredString("name")
            let identifier = text(table, "identifier")
            properties.sources.append(
                SourceTableProperties(
                    sourceName: name, name: tableName, location: table.location(ofValue: "name"),
                    description: text(table, "description"), sourceDescription: description,
                    schema: schema.isEmpty ? name : schema, database: database,
                    identifier: identifier.isEmpty ? tableName : identifier, loader: table.string("loader") ?? loader,
                    loadedAtField: table.string("loaded_at_field") ?? loadedAt,
                    freshness: table.value("freshness") ?? freshness, config: config, columns: columns, tests: tests))
        }
    }

    private mutating func columns(_ owner: YAMLReader, tests: inout [TestProperties]) -> [ColumnProperties] {
        var columns: [ColumnProperties] = []
        for reader in owner.list("columns", each: "column") {
            let name = reader.requiredString("name")
            var config = self.config(reader)
            for key in ["meta", "tags"] {
                if let value = reader.node(key) {
                    config.set(key, rendered(value, reader, key), at: reader.location(of: key))
                }
            }
            for key in ["quote", "constraints", "policy_tags", "granularity"] { _ = reader.node(key) }
            tests += self.tests(reader, column: name)
            columns.append(
                ColumnProperties(
                    name: name, description: text(reader, "description"), dataType: reader.string("data_type"),
                    meta: config["meta"]?.object ?? [:], tags: config.tags))
        }
        return columns
    }

    /// The mapping under `config:`.
    private mutating func config(_ owner: YAMLReader) -> NodeConfig {
        var config = NodeConfig()
        guard let reader = owner.mapping("config") else { return config }
        reader.allowOtherKeys()
        for key in reader.keys {
            guard let node = reader.node(key) else { continue }
            config.set(key, rendered(node, reader, key), at: reader.location(of: key))
        }
        return config
    }

    private mutating func text(_ reader: YAMLReader, _ key: String) -> String {
        guard let text = reader.string(key), let node = reader.node(key) else { return "" }
        guard Self.holdsJinja(text) else { return text }
        switch rendered(node, reader, key) {
        case .string(let text): return text
        case let other: return other.text()
        }
    }

    /// A node as JSON, its texts rendered where they hold Jinja.
    private mutating func rendered(_ node: YAMLNode, _ reader: YAMLReader, _ key: String) -> JSONValue {
        do {
            return try Self.rendered(node.json) { text in try render(text, reader.location(ofValue: key)) }
        } catch {
            errors.append(WeirError(wrapping: error))
            return .null
        }
    }

    static func holdsJinja(_ text: String) -> Bool { text.contains("{{") || text.contains("{%") }

    /// Renders every text in a value that holds Jinja.
    static func rendered(_ value: JSONValue, _ render: (String) throws -> JSONValue) rethrows -> JSONValue {
        switch value {
        case .string(let text): holdsJinja(text) ? try render(text) : value
        case .array(let elements): .array(try elements.map { try rendered($0, render) })
        case .object(let object): .object(JSONObject(try object.pairs.map { ($0.key, try rendered($0.value, render)) }))
        default: value
        }
    }
}
