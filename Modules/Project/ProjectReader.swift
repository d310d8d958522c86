import Diagnostics
import DurableFiles
import Foundation
import YAML

/// Turns a `weir.yml` into a project; collects every mistake before it throws.
struct ProjectReader {
    private let reader: YAMLReader
    private let document: YAMLDocument
    private let paths: ProjectPaths
    private let environment: [String: String]

    init(_ document: YAMLDocument, paths: ProjectPaths, environment: [String: String]) {
        reader = YAMLReader(document, named: ProjectPaths.fileName)
        self.document = document
        self.paths = paths
        self.environment = environment
    }

    func project() throws -> WeirProject {
        let name = reader.requiredString("name")
        let sources = settings(of: reader)
        let targets = targets(known: Set(sources.keys))
        let defaultTarget = defaultTarget(of: targets.map(\.name))
        let schedule = schedule()
        let agents = AgentReader(reader, modules: paths.moduleNames).settings()
        let schemas = schemas()
        try reader.finish()
        return WeirProject(
            name: name, paths: paths, targets: targets, defaultTarget: defaultTarget, publishedSchemas: schemas,
            schedule: schedule, agents: agents, warnings: document.warnings, sources: sources,
            environment: environment)
    }

    private func targets(known sources: Set<String>) -> [Target] {
        let readers = reader.mappings("targets", each: "target")
        if readers.isEmpty, reader.errors.isEmpty { reader.fail(.noTargets(at: reader.location(of: "targets"))) }
        return readers.compactMap { name, reader in
            if !Self.isName(name) { reader.fail(.badName(name, noun: "target", at: reader.location)) }
            return target(name, reader, known: sources)
        }
    }

    private func target(_ name: String, _ reader: YAMLReader, known sources: Set<String>) -> Target? {
        let kind = reader.requiredString("engine")
        if !kind.isEmpty, EngineKind(rawValue: kind) == nil {
            reader.fail(.unknownEngine(kind, target: name, at: reader.location(ofValue: "engine")))
        }
        let path = reader.requiredString("warehouse")
        let warehouse = warehouse(path, target: name, reader)
        let threads = reader.integer("threads", in: 1...1024)
        let memory = reader.string("memory_limit")
        let memoryLimitBytes = memory.flatMap(ByteSize.parse)
        if memory != nil, memoryLimitBytes == nil {
            reader.fail(.badMemoryLimit(target: name, at: reader.location(ofValue: "memory_limit")))
        }
        let overrides = settings(of: reader, known: sources)
        guard let engine = EngineKind(rawValue: kind), let warehouse else { return nil }
        return Target(
            name: name, engine: engine, warehouse: warehouse, threads: threads, memoryLimitBytes: memoryLimitBytes,
            overrides: overrides)
    }

    /// The file of a target: below the project's folder, unless the path is absolute.
    private func warehouse(_ path: String, target: String, _ reader: YAMLReader) -> URL? {
        if path.isEmpty { return nil }
        if path.hasPrefix("/") { return URL(filePath: path).standardizedFileURL }
        do { return try ConfinedRoot(paths.root).file(path) } catch {
            let reason = WeirError(wrapping: error).message
            reader.fail(.warehouseOutside(target: target, reason: reason, at: reader.location(ofValue: "warehouse")))
            return nil
        }
    }

    /// The settings under `sources` by the source's name; with `known`, other names are errors.
    private func settings(of reader: YAMLReader, known: Set<String>? = nil) -> [String: [WeirProject.Setting]] {
        var settings: [String: [WeirProject.Setting]] = [:]
        for (name, entries) in reader.mappings("sources", each: "source") {
            if let known, !known.contains(name) {
                reader.fail(.unknownSource(name, in: reader.name, known: known.sorted(), at: entries.location))
            }
            if !Self.isName(name) { reader.fail(.badName(name, noun: "source", at: entries.location)) }
            settings[name] = entries.keys.compactMap { key in
                entries.string(key).map {
                    WeirProject.Setting(
                        key: key, text: $0, location: entries.location(ofValue: key),
                        place: entries.location(of: key))
                }
            }
        }
        return settings
    }

    private func defaultTarget(of names: [String]) -> String {
        let name = reader.string("default_target")
        if let name, !names.contains(name), !names.isEmpty {
            reader.fail(.unknownDefaultTarget(name, known: names, at: reader.location(ofValue: "default_target")))
        }
        if name == nil, names.count > 1 {
            reader.fail(.noDefaultTarget(known: names, at: reader.location(of: "targets")))
        }
        return name ?? names.first ?? ""
    }

    private func schedule() -> WeirProject.ScheduleSettings {
        let reader = reader.mapping("schedule", named: "'schedule'")
        let catchesUp = reader?.bool("catch_up") ?? true
        let concurrency = reader?.integer("concurrency", in: 1...64) ?? 2
        return WeirProject.ScheduleSettings(catchesUp: catchesUp, concurrency: concurrency)
    }

    private func schemas() -> [String] {
        let schemas = reader.strings("publish")
        for schema in schemas where !Self.isName(schema) {
            reader.fail(.badName(schema, noun: "schema", at: reader.location(ofValue: "publish")))
        }
        return schemas.isEmpty ? ["marts"] : schemas
    }

    /// Names become folders, variables and identifiers: small letters, digits, `_` and `-`, a letter first.
    private static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: /[a-z][a-z0-9_-]*/) != nil
    }
}
