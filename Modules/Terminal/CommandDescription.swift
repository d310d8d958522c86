import JSON

extension Command {
    /// The tree as JSON: name, path, summary, discussion, usage parts, options, arguments, examples, subcommands.
    ///
    /// `globals` are described once, at the root.
    public func description(globals: [any CommandOption] = GlobalOptions.all) -> JSONValue {
        guard case .object(var object) = described(below: []) else { return .null }
        object["globalOptions"] = .array(globals.map(\.spec.json))
        return .object(object)
    }

    private func described(below path: [String]) -> JSONValue {
        let path = path + [name]
        return [
            "name": .string(name),
            "path": .string(path.joined(separator: " ")),
            "summary": .string(summary),
            "discussion": .string(discussion),
            "runs": .bool(run != nil),
            "options": .array(options.map(\.spec.json)),
            "arguments": .array(arguments.map(\.spec.json)),
            "examples": .array(examples.map { ["line": .string($0.line), "summary": .string($0.summary)] }),
            "subcommands": .array(subcommands.map { $0.described(below: path) }),
        ]
    }
}

extension OptionSpec {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "short": .optional(short.map(String.init)), "summary": .string(summary),
            "value": .optional(placeholder), "choices": .array(choices.map(JSONValue.string)),
            "repeats": .bool(repeats),
        ]
    }
}

extension ArgumentSpec {
    fileprivate var json: JSONValue {
        [
            "name": .string(placeholder), "summary": .string(summary), "required": .bool(isRequired),
            "choices": .array(choices.map(JSONValue.string)), "repeats": .bool(repeats),
        ]
    }
}
