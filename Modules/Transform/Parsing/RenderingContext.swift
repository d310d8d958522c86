import Diagnostics
import Foundation
import JSON
import Jinja

/// What every rendering of a project has in common.
struct ProjectWords: Sendable {
    var project: String
    var target: TransformTarget
    /// The project's variables under those of the call.
    var vars: JSONObject
    var environment: [String: String]
    var macros: MacroLibrary
    /// The texts of `{% docs %}` blocks by name.
    var docs: [String: String] = [:]
    var isFullRefresh = false
}

extension ProjectWords {
    /// The names that a node's template sees.
    func context(_ host: any RenderingHost, model: JSONValue = .null) -> JinjaContext {
        var variables = projectNames()
        variables["execute"] = .bool(host.isExecuting)
        variables["this"] = host.this
        variables["model"] = JinjaValue(model)
        variables["schema"] = model["schema"]?.string.map(JinjaValue.string) ?? .string(target.schema)
        variables["database"] = JinjaValue.none
        variables["is_incremental"] = .function("is_incremental") { [unowned host] _, _ in .bool(host.isIncremental) }
        variables["config"] = .object(ConfigValue(host))
        variables["ref"] = .function("ref") { [unowned host] arguments, call in
            try host.reference(ModelReference(arguments, at: call.location), at: call.location)
        }
        variables["source"] = .function("source") { [unowned host] arguments, call in
            let names = arguments.positional.map(\.stringValue)
            guard names.count == 2, let source = names[0], let table = names[1], arguments.named.isEmpty else {
                throw WeirError.badSourceCall(at: call.location)
            }
            return try host.source(source, table, at: call.location)
        }
        variables["builtins"] = .dict(["ref", "source", "config"].map { ($0, variables[$0] ?? .none) })
        variables["adapter"] = .object(AdapterValue(self, host))
        variables["run_query"] = .function("run_query") { [unowned host] arguments, _ in
            let values = try arguments.bound(to: ["sql"], required: 1, function: "run_query")
            return try host.query(values[0]?.text ?? "").map { .object(QueryTable($0)) } ?? .none
        }
        for package in [project, MacroLibrary.builtinPackage] {
            variables[package] = .object(MacroNamespace(package, macros, host))
        }
        let macros = macros
        return JinjaContext(
            variables,
            lookup: { [unowned host] name in
                guard let entry = macros.find(name) else { return nil }
                host.uses(entry)
                return .macro(entry.definition)
            },
            lookupNames: { macros.names })
    }

    /// The names that need no node: for values in `.yml` files too.
    func projectNames() -> [String: JinjaValue] {
        [
            "target": JinjaValue(target.json), "project_name": .string(project), "var": variableFunction(),
            "env_var": environmentFunction(), "doc": docFunction(),
            "flags": .dict([("FULL_REFRESH", .bool(isFullRefresh))]),
            "return": .function("return") { arguments, call in
                throw call.returnFromMacro(arguments.positional.first ?? .none)
            },
            "log": .function("log") { _, _ in "" }, "print": .function("print") { _, _ in "" },
            "exceptions": .dict([
                (
                    "raise_compiler_error",
                    .function("raise_compiler_error") { arguments, call in
                        throw WeirError.raised(arguments.get(0, "msg")?.text ?? "", at: call.location)
                    }
                ), ("warn", .function("warn") { _, _ in "" }),
            ]),
            "tojson": .function("tojson") { arguments, _ in .string((arguments.positional.first ?? .none).json.text())
            },
            "fromjson": .function("fromjson") { arguments, call in
                guard let text = arguments.positional.first?.stringValue, let value = try? JSONValue.parse(text) else {
                    return arguments.get(1, "default") ?? .none
                }
                return JinjaValue(value)
            },
        ]
    }

    private func variableFunction() -> JinjaValue {
        let vars = vars
        return .function("var") { arguments, call in
            let values = try arguments.bound(to: ["name", "default"], required: 1, function: "var")
            let name = values[0]?.text ?? ""
            if let value = vars[name] { return JinjaValue(value) }
            if let standard = values[1] { return standard }
            throw WeirError.unknownVariable(name, known: vars.keys, at: call.location)
        }
    }

    private func docFunction() -> JinjaValue {
        let docs = docs
        return .function("doc") { arguments, call in
            let name = arguments.positional.last?.text ?? ""
            if let text = docs[name] { return .string(text) }
            throw WeirError.unknownDocs(name, known: docs.keys.sorted(), at: call.location)
        }
    }

    private func environmentFunction() -> JinjaValue {
        let environment = environment
        return .function("env_var") { arguments, call in
            let values = try arguments.bound(to: ["name", "default"], required: 1, function: "env_var")
            let name = values[0]?.text ?? ""
            if let value = environment[name] ?? values[1]?.text { return .string(value) }
            throw WeirError.unknownEnvironmentVariable(name, at: call.location)
        }
    }

    /// The value of a text of a `.yml` file that holds Jinja, in its own type.
    func value(_ text: String, at location: SourceLocation) throws -> JSONValue {
        do {
            let template = try Template.parse(text, file: location.file)
            return try template.value(JinjaContext(projectNames())).json
        } catch {
            var failed = error.weirError
            failed.location = location
            throw failed
        }
    }
}
