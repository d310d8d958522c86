import Diagnostics
import JSON
import Jinja
import Warehouse

extension ProjectParser {
    /// Makes a node of every test that a `.yml` file attaches to a model or a source's table.
    mutating func readGenericTests() {
        for model in properties.models {
            let id = NodeID(.model, project: settings.name, model.name)
            guard let owner = node(id) else { continue }
            for test in model.tests { readGenericTest(test, on: owner, prefix: "", of: model.name) }
        }
        for table in properties.sources {
            let id = NodeID(.source, project: settings.name, "\(table.sourceName).\(table.name)")
            guard let owner = node(id) else { continue }
            for test in table.tests {
                readGenericTest(test, on: owner, prefix: "source_", of: "\(table.sourceName)_\(table.name)")
            }
        }
    }

    private mutating func readGenericTest(
        _ properties: TestProperties, on owner: ProjectNode, prefix: String, of ownerName: String
    ) {
        let parts = properties.name.split(separator: ".").map(String.init)
        guard let macro = macro(of: parts) else {
            errors.append(.unknownTest(properties.name, known: words.macros.testNames, at: properties.location))
            return
        }
        let names = TestName(
            test: prefix + parts.joined(separator: "_"), of: ownerName, arguments: properties.nameArguments)
        let test = GenericTest(
            macro: macro.id, attached: owner.id, properties: properties, fullName: properties.customName ?? names.full)
        guard var draft = recorded(test, on: owner) else { return }
        if test.fullName == names.full, names.short != names.full, draft.node.config["alias"] == nil {
            draft.node.config.set("alias", .string(names.short), at: properties.location)
        }
        guard draft.node.config.isEnabled else { return }
        errors += draft.node.config.testProblems(at: properties.location)
        warnings += draft.node.config.testWarnings(at: properties.location)
        if node(draft.node.id) != nil { errors.append(.testTwice(test.fullName, at: properties.location)) }
        add(draft)
    }

    /// `unique`, or `package.unique`.
    private func macro(of parts: [String]) -> MacroLibrary.Entry? {
        guard let name = parts.last else { return nil }
        return parts.count > 1 ? words.macros.find("test_\(name)", in: parts[0]) : words.macros.find("test_\(name)")
    }

    /// The test's node, its macro called once while `execute` is false; nil when that fails, with the error kept.
    private mutating func recorded(_ test: GenericTest, on owner: ProjectNode) -> Draft? {
        let properties = test.properties
        let folders = self.properties.folders[properties.location.file] ?? []
        let fullName = [settings.name] + folders + [test.fullName]
        let hash = TestName.hash(test.fullName, properties, on: owner)
        var config = inheritedTags(from: owner, column: properties.column, at: properties.location)
        config.merge(treeConfig(settings.tests, fullName))
        var node = ProjectNode(
            id: NodeID(.test, project: settings.name, "\(test.fullName).\(hash)"), name: test.fullName,
            fullName: fullName, path: path(of: properties), shownPath: properties.location.file,
            location: properties.location, config: config, body: .genericTest(test))
        guard let relation = owner.relation ?? (try? TableName(name: owner.name)) else { return nil }
        let host = ParsingHost(config: config, placeholder: relation, dialect: words.target.dialect)
        host.fixedLocation = properties.location
        guard let (template, variables) = call(test, relation, host),
            record(template, host, model: node.templateModel, with: variables)
        else { return nil }
        config.merge(host.ownConfig)
        config.merge(properties.config)
        node.config = config
        node.description = properties.description
        node.column = properties.column
        node.macros = [test.macro] + host.macros.filter { $0 != test.macro }
        node.parents = [owner.id]
        return Draft(node: node, references: host.references, sources: host.sources)
    }

    /// The call of a test's macro, ready to be recorded; nil when an argument is wrong, with the error kept.
    private mutating func call(
        _ test: GenericTest, _ relation: TableName, _ host: ParsingHost
    ) -> (Template, [String: JinjaValue])? {
        do {
            let model = JinjaValue.object(RelationValue(relation, words.target.dialect))
            return try GenericTestCall(test, words).prepared(model: model, host)
        } catch {
            errors.append(WeirError(wrapping: error).at(test.properties.location))
            return nil
        }
    }

    /// The tags of the column, and of the source, that a test is about; a model's own tags are not its tests'.
    private func inheritedTags(from owner: ProjectNode, column: String?, at location: SourceLocation) -> NodeConfig {
        var config = NodeConfig()
        let tags = owner.columns.first { $0.name == column }?.tags ?? []
        for tag in (owner.kind == .source ? owner.config.tags : []) + tags {
            config.set("tags", .string(tag), at: location)
        }
        return config
    }

    private func path(of test: TestProperties) -> String {
        let file = test.location.file
        let prefix = folder.shownName + "/"
        return !folder.shownName.isEmpty && file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
    }
}

extension TestProperties {
    /// The arguments as they go into a test's name: with the column.
    var nameArguments: [(name: String, value: JSONValue)] {
        arguments + (column.map { [("column_name", .string($0))] } ?? [])
    }
}
