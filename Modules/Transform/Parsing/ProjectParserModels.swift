import Diagnostics
import JSON
import Jinja
import Warehouse

extension ProjectParser {
    /// Reads every `.sql` file below the model folders.
    mutating func readModels() throws {
        var seen: [String: ProjectFile] = [:]
        for path in settings.modelPaths {
            for file in try folder.files(below: path, endings: ["sql", "py"]) {
                if file.ending == "py" {
                    warnings.append(.notSupported("a model in Python", at: file.location))
                } else if let first = seen[file.stem] {
                    errors.append(.modelTwice(file.stem, first: first.shownPath, at: file.location))
                } else {
                    seen[file.stem] = file
                    readModel(file)
                }
            }
        }
    }

    private mutating func readModel(_ file: ProjectFile) {
        let fullName = [settings.name] + file.folders + [file.stem]
        var config = treeConfig(settings.models, fullName)
        let described = described[file.stem]
        if let described { config.merge(described.config) }
        guard let draft = draft(.model, file, fullName, config) else { return }
        var node = draft.node
        node.description = described?.description ?? ""
        node.columns = described?.columns ?? []
        guard node.config.isEnabled else {
            disabled[node.name] = node.location
            return
        }
        errors += node.config.modelProblems(of: node)
        warnings += node.config.modelWarnings(of: node)
        add(Draft(node: node, references: draft.references, sources: draft.sources))
    }

    /// Reads and renders one file of SQL into a node.
    private mutating func draft(
        _ kind: NodeID.Kind, _ file: ProjectFile, _ fullName: [String], _ config: NodeConfig
    ) -> Draft? {
        let template: Template
        do {
            template = try Template.parse(file.text, file: file.shownPath)
        } catch {
            errors.append(error.weirError)
            return nil
        }
        guard let placeholder = try? TableName(name: file.stem) else { return nil }
        let host = ParsingHost(config: config, placeholder: placeholder, dialect: words.target.dialect)
        let id = NodeID(kind, project: settings.name, file.stem)
        var node = ProjectNode(
            id: id, name: file.stem, fullName: fullName, path: file.path, shownPath: file.shownPath,
            location: SourceLocation(file: file.shownPath, line: 1, column: 1), config: config,
            body: .template(template, file))
        guard record(template, host, model: node.templateModel) else { return nil }
        node.config = host.config
        node.macros = host.macros
        return Draft(node: node, references: host.references, sources: host.sources)
    }

    /// Reads every `.sql` file below the test folders, but not those below `generic`.
    mutating func readSingularTests() throws {
        for path in settings.testPaths {
            for file in try folder.files(below: path, endings: ["sql"]) where file.folders.first != "generic" {
                let fullName = [settings.name] + file.folders + [file.stem]
                var config = treeConfig(settings.tests, fullName)
                let described = properties.singularTests.first { $0.name == file.stem }
                if let described { config.merge(described.config) }
                guard var draft = draft(.test, file, fullName, config), draft.node.config.isEnabled else { continue }
                draft.node.description = described?.description ?? ""
                errors += draft.node.config.testProblems(at: draft.node.location)
                warnings += draft.node.config.testWarnings(at: draft.node.location)
                add(draft)
            }
        }
    }

    /// Makes a node of every table of every source.
    mutating func readSources() {
        var seen: [String: SourceLocation] = [:]
        for table in properties.sources {
            let name = "\(table.sourceName).\(table.name)"
            if let first = seen[name] {
                errors.append(.sourceTwice(name, first: first, at: table.location))
                continue
            }
            seen[name] = table.location
            let folders = properties.folders[table.location.file] ?? []
            let fullName = [settings.name] + folders + [table.sourceName, table.name]
            var config = treeConfig(settings.sources, fullName)
            config.merge(table.config)
            guard config.isEnabled else { continue }
            var path = table.location.file
            if !folder.shownName.isEmpty, path.hasPrefix(folder.shownName + "/") {
                path = String(path.dropFirst(folder.shownName.count + 1))
            }
            var node = ProjectNode(
                id: NodeID(.source, project: settings.name, name), name: table.name, fullName: fullName, path: path,
                shownPath: table.location.file, location: table.location, config: config, body: .source(table))
            node.description = table.description
            node.columns = table.columns
            do {
                node.relation = try TableName(schema: table.schema, name: table.identifier)
            } catch {
                errors.append(WeirError(wrapping: error).at(table.location))
            }
            add(Draft(node: node))
        }
    }
}

extension ProjectNode {
    /// What a template sees under `model`.
    var templateModel: JSONValue {
        [
            "unique_id": .string(id.text), "resource_type": .string(kind.rawValue), "name": .string(name),
            "fqn": .array(fullName.map(JSONValue.string)), "original_file_path": .string(path), "path": .string(path),
            "package_name": .string(fullName.first ?? ""), "config": .object(config.values),
            "tags": .array(config.tags.map(JSONValue.string)),
            "alias": .string(relation?.name ?? config.string("alias") ?? name),
            "schema": .optional(relation?.schema), "description": .string(description),
            "meta": config["meta"] ?? [:],
        ]
    }
}

extension WeirError {
    /// The same error at a place, unless it has one.
    func at(_ place: SourceLocation?) -> WeirError {
        var error = self
        error.location = location ?? place
        return error
    }
}
