import Diagnostics
import Foundation
import JSON
import Terminal
import Transform
import Warehouse
import YAML

/// `weir transform`: models and their tests.
enum TransformCommand {
    static let select = Option<[String]>.repeated(
        "select", short: "s", .text("SELECTION"), "models to take: names, folders, tag:x, +upstream, downstream+")
    static let exclude = Option<[String]>.repeated("exclude", .text("SELECTION"), "models to leave out")
    static let fullRefresh = Option.flag("full-refresh", "build incremental models from nothing")
    static let vars = Option<JSONObject>.value("vars", mapping, default: [:], "values of var(), as YAML or JSON")
    static let limit = Option.value("limit", .number(), default: 5, "rows to show")
    static let model = Argument.required(.text("MODEL"), "a model or a test")
    static let choosing: [any CommandOption] = [select, exclude, vars]

    static let command = Command(
        "transform", "build, test and look at models",
        examples: [
            .init("weir transform build --select 'mart_demand_daily+'", "builds and tests a mart and what uses it")
        ],
        subcommands: [build, run, test, compile, parse, show, list])

    static let list = Command(
        "ls", "list models, sources and tests",
        examples: [.init("weir transform ls --select marts", "everything in the folder marts")],
        options: choosing, run: list)

    static let show = Command(
        "show", "run a model's query as it is written now, and show its first rows",
        examples: [.init("weir transform show fct_trips --limit 5", "five rows of fct_trips")],
        options: [limit, vars], arguments: [model], run: show)

    static let parse = Command(
        "parse", "read every model and write manifest.json and lineage.json, without running anything",
        discussion: "lineage.json is the slim index that `awos context` reads: names, files, columns, who reads whom.",
        examples: [.init("weir transform parse", "writes both to .weir/target")], options: [vars], run: parse)

    @Sendable static func parse(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let project = try session.transformProject(vars: invocation[vars])
        let (folder, now) = (session.paths.artifacts, session.clock.now)
        try await offload { try project.writeArtifacts(to: folder, at: now) }
        let count = project.graph.nodes.values.count { $0.kind == .model }
        if invocation.wantsJSON {
            return invocation.console.print([
                "models": .integer(Int64(count)), "folder": .string(session.paths.shown(folder)),
            ])
        }
        invocation.console.print("\(Quantity.count(count, "model")) described in \(session.paths.shown(folder))")
    }

    @Sendable static func list(_ invocation: Invocation) async throws {
        let project = try Session(invocation).transformProject(vars: invocation[vars])
        let nodes = try project.nodes(selection(invocation))
        if invocation.wantsJSON { return invocation.console.print(["nodes": .array(nodes.map(\.json))]) }
        let rows = nodes.map { [$0.name, $0.kind.rawValue, $0.kind == .model ? $0.materialization : "", $0.shownPath] }
        let columns: [TextTable.Column] = [.init("name"), .init("kind"), .init("as"), .init("file")]
        invocation.console.print(TextTable(columns, rows: rows))
    }

    @Sendable static func show(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let project = try session.transformProject(vars: invocation[vars])
        let (name, limit) = (try invocation[model], try invocation[limit])
        let table = try await session.withWarehouse(.read) { engine in
            try await project.show(name, engine: engine, limit: limit)
        }
        ResultTable(table).print(on: invocation.console)
    }

    static func selection(_ invocation: Invocation) throws -> TransformSelection {
        TransformSelection(try invocation[select], exclude: try invocation[exclude])
    }

    private static var mapping: ValueForm<JSONObject> {
        ValueForm("YAML", expectation: "a mapping like '{weather_location: new_york}'") { text in
            (try? YAMLDocument.parse(text, file: "--vars"))?.root?.json.object
        }
    }
}

extension Session {
    /// The dbt project, for this target.
    func transformProject(vars: JSONObject = [:]) throws -> TransformProject {
        let place = TransformTarget(
            name: target.name, dialect: target.engine.dialect, threads: target.threads ?? 2)
        let project = try TransformProject.load(
            folder: paths.transform, shownAs: paths.shown(paths.transform), target: place, vars: vars,
            environment: invocation.environment)
        for warning in project.warnings { console.note(warning.text(label: "warning")) }
        return project
    }
}

extension ProjectNode {
    fileprivate var json: JSONValue {
        [
            "unique_id": .string(id.text), "name": .string(name), "kind": .string(kind.rawValue),
            "materialized": kind == .model ? .string(materialization) : .null, "file": .string(shownPath),
            "relation": .optional(relation?.description), "tags": .array(config.tags.map(JSONValue.string)),
            "description": .string(description),
        ]
    }
}
