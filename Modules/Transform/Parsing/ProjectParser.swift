import Diagnostics
import Foundation
import JSON
import Jinja
import Warehouse

/// Reads a project's folder into nodes; errors are collected, so that a person sees all of them at once.
struct ProjectParser {
    /// A node whose references are not looked up yet.
    struct Draft {
        var node: ProjectNode
        var references: [ParsingHost.Call<ModelReference>] = []
        var sources: [ParsingHost.Call<ParsingHost.SourceName>] = []
    }

    let folder: ProjectFolder
    var settings: ProjectSettings
    var words: ProjectWords
    var properties = Properties()
    private(set) var drafts: [Draft] = []
    private var places: [NodeID: Int] = [:]
    /// What is said about models, by name.
    private(set) var described: [String: ModelProperties] = [:]
    /// Models that are switched off, by name.
    var disabled: [String: SourceLocation] = [:]
    var errors: [WeirError] = []
    var warnings: [WeirError] = []

    init(folder: ProjectFolder, target: TransformTarget, vars: JSONObject, environment: [String: String]) throws {
        self.folder = folder
        guard let file = try folder.file(ProjectSettings.fileName) else {
            throw WeirError.noProject(folder.shown(ProjectSettings.fileName))
        }
        settings = try ProjectSettings(file)
        warnings = settings.warnings
        var all = settings.vars
        for (key, value) in vars.pairs { all[key] = value }
        words = ProjectWords(
            project: settings.name, target: target, vars: all, environment: environment,
            macros: try MacroLibrary(project: settings.name, searchOrders: settings.dispatch))
    }

    /// The graph of the whole project; throws every error that was found.
    mutating func graph() throws -> ProjectGraph {
        try readMacros()
        try readProperties()
        try readModels()
        readSources()
        try readSingularTests()
        readGenericTests()
        warnAboutUnused()
        let nodes = resolved()
        try WeirErrors.throwIfAny(errors)
        return try ProjectGraph(nodes)
    }

    /// Takes a node in; of two with the same name the first stays.
    mutating func add(_ draft: Draft) {
        guard places[draft.node.id] == nil else { return }
        places[draft.node.id] = drafts.count
        drafts.append(draft)
    }

    /// The node of this name, if it was taken in.
    func node(_ id: NodeID) -> ProjectNode? { places[id].map { drafts[$0].node } }

    /// Sets where a node stands in the warehouse.
    mutating func place(_ id: NodeID, at relation: TableName?) {
        if let place = places[id] { drafts[place].node.relation = relation }
    }

    // MARK: Macros and properties

    private mutating func readMacros() throws {
        var files: [ProjectFile] = []
        for path in settings.macroPaths { files += try folder.files(below: path, endings: ["sql"]) }
        for path in settings.testPaths { files += try folder.files(below: path + "/generic", endings: ["sql"]) }
        for file in files {
            do {
                let template = try Template.parse(file.text, file: file.shownPath, options: .dbt)
                errors += words.macros.add(template, package: settings.name, path: file.path)
            } catch {
                errors.append(error.weirError)
            }
        }
    }

    private mutating func readProperties() throws {
        try readDocs()
        let words = words
        var reader = PropertiesReader { text, location in try words.value(text, at: location) }
        for path in settings.modelPaths + settings.testPaths {
            for file in try folder.files(below: path, endings: ["yml", "yaml"]) { reader.read(file) }
        }
        properties = reader.properties
        errors += reader.errors
        warnings += properties.warnings
        for model in properties.models {
            if let first = described[model.name] {
                errors.append(.describedTwice(model.name, first: first.location, at: model.location))
            } else {
                described[model.name] = model
            }
        }
    }

    /// Collects the `{% docs name %}` blocks of Markdown files, for `doc()` in descriptions.
    private mutating func readDocs() throws {
        for path in settings.modelPaths {
            for file in try folder.files(below: path, endings: ["md"]) where file.text.contains("{% docs") {
                do {
                    let template = try Template.parse(file.text, file: file.shownPath, options: .dbt)
                    for block in template.definitions where block.kind == .docs {
                        words.docs[block.givenName] = block.contents.trimmed
                    }
                } catch {
                    errors.append(error.weirError)
                }
            }
        }
    }

    // MARK: What the parts of a parser share

    /// The configuration of `dbt_project.yml` for a node.
    mutating func treeConfig(_ tree: ConfigTree, _ fullName: [String]) -> NodeConfig {
        let words = words
        do {
            return try tree.config(for: fullName) { node, location in
                try PropertiesReader.rendered(node.json) { text in
                    try words.value(text, at: location ?? SourceLocation(file: ProjectSettings.fileName))
                }
            }
        } catch {
            errors.append(WeirError(wrapping: error))
            return NodeConfig()
        }
    }

    /// Renders a template while `execute` is false; nil when that fails, with the error kept.
    mutating func record(
        _ template: Template, _ host: ParsingHost, model: JSONValue, with variables: [String: JinjaValue] = [:]
    )
        -> Bool
    {
        var context = words.context(host, model: model)
        context.variables.merge(variables) { _, new in new }
        context.settings.undefinedUse = .tolerant
        do {
            _ = try template.render(context)
            return true
        } catch {
            errors.append(error.weirError)
            return false
        }
    }

    private mutating func warnAboutUnused() {
        let fullNames = drafts.map(\.node.fullName)
        for tree in [settings.models, settings.tests, settings.sources] {
            for (path, location) in tree.unused(by: fullNames) {
                warnings.append(.unusedConfigPath(path, at: location))
            }
        }
        let names = Set(drafts.filter { $0.node.kind == .model }.map(\.node.name)).union(disabled.keys)
        for model in properties.models where !names.contains(model.name) {
            warnings.append(.patchWithoutModel(model.name, known: names.sorted(), at: model.location))
        }
        let tests = Set(drafts.filter { $0.node.kind == .test }.map(\.node.name))
        for test in properties.singularTests where !tests.contains(test.name) {
            warnings.append(.patchWithoutModel(test.name, known: tests.sorted(), at: test.location))
        }
    }
}
