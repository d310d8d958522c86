import Diagnostics
import Warehouse

/// All wording of this module's errors and warnings about a project's files.
extension WeirError {
    private static func usage(
        _ code: String, _ message: String, at location: SourceLocation?, hint: String?, notes: [String] = []
    ) -> WeirError {
        WeirError(
            Code(rawValue: "transform.\(code)"), message, at: location, hint: hint, notes: notes, kind: .usage)
    }

    private static func marked(_ location: SourceLocation?, _ word: String, _ known: [String]) -> SourceLocation? {
        var location = location
        location?.remark = NearMiss.question(word, in: known)
        return location
    }

    // MARK: The project's folder

    static func noProject(_ file: String) -> WeirError {
        usage(
            "no_project", "there is no '\(file)'", at: nil,
            hint: "run from the project's folder, or name it with --project")
    }

    static func unreadableFile(_ file: String) -> WeirError {
        usage(
            "unreadable_file", "'\(file)' cannot be read as UTF-8 text", at: SourceLocation(file: file),
            hint: "check its permissions, and save it as UTF-8")
    }

    static func badProjectName(_ name: String, at location: SourceLocation) -> WeirError {
        usage(
            "bad_project_name", "'\(name)' cannot be a project's name", at: location,
            hint: "use letters, digits and underscores, and no digit in front")
    }

    static func notSupported(_ what: String, at location: SourceLocation) -> WeirError {
        usage(
            "not_supported", "\(what) is not supported yet", at: location,
            hint: "remove it, or build this part of the project with dbt")
    }

    static func macroTwice(_ name: String, first: SourceLocation, at location: SourceLocation) -> WeirError {
        usage(
            "macro_twice", "two macros are named '\(name)'", at: location,
            hint: "rename one of them; the other stands at \(first)")
    }

    static func modelTwice(_ name: String, first: String, at location: SourceLocation) -> WeirError {
        usage(
            "model_twice", "two models are named '\(name)'", at: location,
            hint: "rename one of the files; the other is \(first)")
    }

    static func sourceTwice(_ name: String, first: SourceLocation, at location: SourceLocation) -> WeirError {
        usage(
            "source_twice", "the source '\(name)' is declared twice", at: location,
            hint: "remove one of the two; the other stands at \(first)")
    }

    static func describedTwice(_ name: String, first: SourceLocation, at location: SourceLocation) -> WeirError {
        usage(
            "described_twice", "the model '\(name)' is described twice", at: location,
            hint: "put both into one entry; the other stands at \(first)")
    }

    static func placeTwice(_ relation: TableName, _ first: ProjectNode, _ second: ProjectNode) -> WeirError {
        usage(
            "place_twice",
            "\(first.kind) '\(first.name)' and \(second.kind) '\(second.name)' both stand at '\(relation)'",
            at: second.location, hint: "give one of them another alias or schema")
    }

    static func patchWithoutModel(_ name: String, known: [String], at location: SourceLocation) -> WeirError {
        usage(
            "description_without_model", "'\(name)' is described, and there is no such model or test",
            at: marked(location, name, known), hint: "correct the name, or remove the entry")
    }

    static func unusedConfigPath(_ path: String, at location: SourceLocation) -> WeirError {
        usage(
            "unused_config", "the configuration under '\(path)' belongs to no node", at: location,
            hint: "correct the folder's name, write '+' in front if it is configuration, or remove it")
    }

    // MARK: Tests in .yml files

    static func testsTwice(_ owner: String, at location: SourceLocation) -> WeirError {
        usage(
            "bad_test", "\(owner) has both 'data_tests' and 'tests'", at: location,
            hint: "put all of them under 'data_tests'")
    }

    static func badTest(_ problem: String, at location: SourceLocation) -> WeirError {
        usage(
            "bad_test", problem, at: location,
            hint: "write `- unique`, or `- accepted_values:` with `arguments:` below it")
    }

    static func unknownTest(_ name: String, known: [String], at location: SourceLocation) -> WeirError {
        usage(
            "unknown_test", "there is no test '\(name)'", at: marked(location, name, known),
            hint: "known tests: \(known.joined(separator: ", "))")
    }

    static func testTwice(_ name: String, at location: SourceLocation) -> WeirError {
        usage(
            "test_twice", "the test '\(name)' is declared twice", at: location,
            hint: "remove one of them, or give one a `name:` of its own")
    }

    static func badTestArgument(
        _ name: String, of test: String, known: [String], at location: SourceLocation
    ) -> WeirError {
        if name == "column_name" {
            return usage(
                "bad_test_argument", "the test '\(test)' is about a whole model, and stands below a column",
                at: location,
                hint: "move it under the model's `data_tests:`")
        }
        return usage(
            "bad_test_argument", "the test '\(test)' takes no '\(name)'", at: marked(location, name, known),
            hint: "it takes \(known.joined(separator: ", "))")
    }

    static func missingTestArgument(_ name: String, of test: String, at location: SourceLocation) -> WeirError {
        if name == "column_name" {
            return usage(
                "missing_test_argument", "the test '\(test)' is about a column, and stands below the model",
                at: location,
                hint: "move it under a column, or give it `column_name`")
        }
        return usage(
            "missing_test_argument", "the test '\(test)' needs '\(name)'", at: location,
            hint: "add `\(name): …` under `arguments:`")
    }

    // MARK: What templates call

    static func unknownModel(
        _ name: String, from node: ProjectNode, known: [String], at location: SourceLocation
    ) -> WeirError {
        usage(
            "unknown_model", "\(node.kind) '\(node.name)' reads model '\(name)', which does not exist",
            at: marked(location, name, known), hint: "correct the name in ref(), or add a file '\(name).sql'")
    }

    static func disabledModel(
        _ name: String, from node: ProjectNode, disabledAt place: SourceLocation, at location: SourceLocation
    ) -> WeirError {
        usage(
            "disabled_model", "\(node.kind) '\(node.name)' reads model '\(name)', which is switched off", at: location,
            hint: "switch it on (`enabled`) for \(place.file), or switch this one off too")
    }

    static func unknownSource(
        _ name: ParsingHost.SourceName, from node: ProjectNode, known: [ParsingHost.SourceName],
        at location: SourceLocation
    ) -> WeirError {
        let written = "\(name.source).\(name.table)"
        return usage(
            "unknown_source", "\(node.kind) '\(node.name)' reads source '\(written)', which is not declared",
            at: marked(location, written, known.map { "\($0.source).\($0.table)" }),
            hint: "correct source(), or declare the table under `sources:` in a .yml file")
    }

    static func unknownPackage(_ name: String, project: String, at location: SourceLocation) -> WeirError {
        usage(
            "unknown_package", "there is no package '\(name)'", at: location,
            hint: "the only package is '\(project)'; leave the package out")
    }

    static func badReference(at location: SourceLocation) -> WeirError {
        usage(
            "bad_call", "ref() takes the name of a model as text, or a package and a name", at: location,
            hint: "write {{ ref('fct_trips') }}")
    }

    static func badSourceCall(at location: SourceLocation) -> WeirError {
        usage(
            "bad_call", "source() takes the names of a source and of its table as text", at: location,
            hint: "write {{ source('raw', 'bike_trips') }}")
    }

    static func badConfigCall(at location: SourceLocation) -> WeirError {
        usage(
            "bad_call", "config() takes settings by name", at: location,
            hint: "write {{ config(materialized='table') }}")
    }

    static func notARelation(at location: SourceLocation) -> WeirError {
        usage(
            "bad_call", "adapter.get_columns_in_relation() takes a relation", at: location,
            hint: "give it ref('…'), source('…', '…') or this")
    }

    static func missingConfig(_ name: String, at location: SourceLocation) -> WeirError {
        usage(
            "missing_config", "the configuration has no '\(name)'", at: location,
            hint: "set it in config(), in a .yml file or in \(ProjectSettings.fileName)")
    }

    static func unknownVariable(_ name: String, known: [String], at location: SourceLocation) -> WeirError {
        usage(
            "unknown_variable", "the variable '\(name)' has no value", at: marked(location, name, known),
            hint: "set it under `vars:` in \(ProjectSettings.fileName), with --vars, or give var() a default")
    }

    static func unknownEnvironmentVariable(_ name: String, at location: SourceLocation) -> WeirError {
        usage(
            "unknown_environment_variable", "the environment variable '\(name)' is not set", at: location,
            hint: "set it, or give env_var() a default")
    }

    static func unknownDocs(_ name: String, known: [String], at location: SourceLocation) -> WeirError {
        usage(
            "unknown_docs", "there is no docs block '\(name)'", at: marked(location, name, known),
            hint: "write {% docs \(name) %} … {% enddocs %} in a .md file beside the models")
    }

    static func nothingToDispatch(_ name: String, searched: [String]) -> WeirError {
        usage(
            "nothing_to_dispatch", "there is no macro '\(name)' for this engine", at: nil,
            hint: "add a macro 'default__\(name)'", notes: searched.map { "searched: \($0)" })
    }

    static func raised(_ message: String, at location: SourceLocation) -> WeirError {
        usage("raised", message, at: location, hint: "a macro of the project refuses this; read it at the place above")
    }

    // MARK: Configuration

    static func badConfig(
        _ key: String, _ value: String, of node: String, allowed: [String], at location: SourceLocation
    ) -> WeirError {
        usage(
            "bad_config", "'\(value)' is no value of '\(key)' for \(node == "a test" ? node : "model '\(node)'")",
            at: marked(location, value, allowed), hint: "write \(allowed.joined(separator: ", "))")
    }

    static func noUniqueKey(_ strategy: String, of node: String, at location: SourceLocation) -> WeirError {
        usage(
            "no_unique_key", "the strategy '\(strategy)' of model '\(node)' needs a unique_key", at: location,
            hint: "add unique_key='…', or use the strategy 'append'")
    }

    static func slipInConfig(_ key: String, near: String, at location: SourceLocation) -> WeirError {
        usage(
            "unknown_config", "'\(key)' is no setting", at: marked(location, key, [near]),
            hint: "correct it; values of your own belong under 'meta'")
    }

    // MARK: The graph and selections

    static func circle(_ path: [NodeID], _ nodes: [NodeID: ProjectNode], at location: SourceLocation) -> WeirError {
        let names = path.map { nodes[$0]?.name ?? $0.text }
        return usage(
            "circle", "models read each other in a circle: \(names.joined(separator: " -> "))", at: location,
            hint: "take one ref() out of the circle")
    }

    static func unknownMethod(_ method: String, in text: String, known: [String]) -> WeirError {
        usage(
            "unknown_selection_method", "'\(method)' in the selection '\(text)' is no method", at: nil,
            hint: [NearMiss.question(method, in: known), "methods: \(known.joined(separator: ", "))"]
                .compactMap { $0 }.joined(separator: " "))
    }

    static func badSelector(_ text: String, _ problem: String) -> WeirError {
        usage(
            "bad_selection", "the selection '\(text)' cannot be read: \(problem)", at: nil,
            hint: "write a name, `+name`, `name+`, `tag:x`, `path:folder`, `source:raw`")
    }

    static func nothingSelected(_ term: SelectorTerm, known: [String]) -> WeirError {
        usage(
            "nothing_selected", "the selection '\(term.text)' means nothing in this project", at: nil,
            hint: NearMiss.question(term.value, in: known) ?? "run `weir transform ls` to see all names")
    }
}
