import Diagnostics
import JSON
import Jinja

/// The call of a test's macro with its arguments.
struct GenericTestCall {
    private let test: GenericTest
    private let words: ProjectWords

    init(_ test: GenericTest, _ words: ProjectWords) {
        self.test = test
        self.words = words
    }

    /// A template that calls the macro, and the names it needs beside the usual ones.
    ///
    /// Texts among the arguments that are calls (`ref('x')`) or hold Jinja are evaluated with the host.
    func prepared(model: JinjaValue, _ host: any RenderingHost) throws -> (Template, [String: JinjaValue]) {
        guard let macro = words.macros.entries[test.macro] else {
            throw WeirError.unknownTest(
                test.properties.name, known: words.macros.testNames, at: test.properties.location)
        }
        var arguments: [(String, JinjaValue)] = [("model", model)]
        if let column = test.properties.column { arguments.append(("column_name", .string(column))) }
        for (name, value) in test.properties.arguments { arguments.append((name, try evaluated(value, host))) }
        try check(arguments.map(\.0), macro.definition)
        let template = try Self.template.get()
        return (template, ["weir_test_macro": .macro(macro.definition), "weir_test_arguments": .dict(arguments)])
    }

    private static let template = Result { () throws(JinjaError) in
        try Template.parse("{{ weir_test_macro(**weir_test_arguments) }}", file: "<test>")
    }

    /// Throws for arguments that the macro does not take or lacks: here with the place in the `.yml` file.
    private func check(_ names: [String], _ macro: MacroDefinition) throws {
        let known = macro.parameters.map(\.name)
        for name in names where !known.contains(name) {
            throw WeirError.badTestArgument(name, of: test.properties.name, known: known, at: test.properties.location)
        }
        for parameter in macro.parameters where !parameter.isOptional && !names.contains(parameter.name) {
            throw WeirError.missingTestArgument(parameter.name, of: test.properties.name, at: test.properties.location)
        }
    }

    private func evaluated(_ value: JSONValue, _ host: any RenderingHost) throws -> JinjaValue {
        switch value {
        case .string(let text): return try evaluated(text, host)
        case .array(let elements): return .list(try elements.map { try evaluated($0, host) })
        case .object(let object): return .dict(try object.pairs.map { ($0.key, try evaluated($0.value, host)) })
        default: return JinjaValue(value)
        }
    }

    private func evaluated(_ text: String, _ host: any RenderingHost) throws -> JinjaValue {
        let trimmed = text.trimmingPrefix { $0.isWhitespace }
        let isCall = ["ref", "source", "var", "env_var", "doc"].contains { word in
            trimmed.hasPrefix(word) && trimmed.dropFirst(word.count).first { !$0.isWhitespace } == "("
        }
        guard isCall || PropertiesReader.holdsJinja(text) else { return .string(text) }
        let source = isCall && !PropertiesReader.holdsJinja(text) ? "{{ \(text) }}" : text
        do {
            return try Template.parse(source, file: test.properties.location.file).value(words.context(host))
        } catch {
            var failed = error.weirError
            failed.location = test.properties.location
            throw failed
        }
    }
}
