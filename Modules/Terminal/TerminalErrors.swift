import Diagnostics

extension Error where Self == WeirError {
    static func unknownCommand(_ word: String, below path: [String], known: [String]) -> WeirError {
        WeirError(
            "terminal.unknown_command", "'\(path.joined(separator: " "))' has no command '\(word)'",
            hint: suggestion(NearMiss.of(word, in: known), "commands: " + known.joined(separator: ", ")), kind: .usage)
    }

    static func missingCommand(below path: [String], known: [String]) -> WeirError {
        let line = path.joined(separator: " ")
        return WeirError(
            "terminal.missing_command", "'\(line)' needs one of its commands",
            hint: "commands: \(known.joined(separator: ", ")); `\(line) --help` explains them", kind: .usage)
    }

    static func unknownOption(_ word: String, of path: [String], known: [String]) -> WeirError {
        WeirError(
            "terminal.unknown_option", "'\(path.joined(separator: " "))' has no option '\(word)'",
            hint: suggestion(NearMiss.of(word, in: known), "options: " + known.joined(separator: ", ")), kind: .usage)
    }

    static func missingValue(_ option: OptionSpec, next: String?) -> WeirError {
        let value = option.placeholder ?? "VALUE"
        return WeirError(
            "terminal.missing_value", "option '\(option.dashed)' needs a value",
            hint: "write `\(option.dashed) \(value)`"
                + (next.map { "; if '\($0)' is the value, `\(option.dashed)=\($0)`" } ?? ""),
            kind: .usage)
    }

    static func flagWithValue(_ option: OptionSpec) -> WeirError {
        WeirError(
            "terminal.flag_with_value", "option '\(option.dashed)' takes no value",
            hint: "write `\(option.dashed)` alone", kind: .usage)
    }

    static func givenTwice(_ option: OptionSpec) -> WeirError {
        WeirError(
            "terminal.given_twice", "option '\(option.dashed)' is given twice", hint: "leave one of them out",
            kind: .usage)
    }

    static func missingArgument(_ argument: ArgumentSpec, of path: [String]) -> WeirError {
        let line = path.joined(separator: " ")
        let known =
            argument.choices.isEmpty
            ? "" : "\(argument.placeholder) is one of \(argument.choices.joined(separator: ", ")); "
        return WeirError(
            "terminal.missing_argument", "'\(line)' needs \(argument.placeholder): \(argument.summary)",
            hint: "\(known)`\(line) --help` has an example", kind: .usage)
    }

    static func unexpectedArgument(_ word: String, of path: [String], takes count: Int) -> WeirError {
        let line = path.joined(separator: " ")
        let takes = count == 0 ? "no argument" : count == 1 ? "one argument" : "\(count) arguments"
        return WeirError(
            "terminal.unexpected_argument", "'\(line)' takes \(takes), and '\(word)' is one more",
            hint: "quote a value with spaces; `\(line) --help` has an example", kind: .usage)
    }

    static func unknownName(_ word: String, noun: String, known: [String]) -> WeirError {
        let list = known.isEmpty ? "there is none yet" : "\(noun)s: " + known.joined(separator: ", ")
        return WeirError(
            "terminal.unknown_name", "there is no \(noun) '\(word)'",
            hint: suggestion(NearMiss.of(word, in: known), list), kind: .usage)
    }

    static func badValue(_ text: String, for place: String, expectation: String, choices: [String]) -> WeirError {
        WeirError(
            "terminal.bad_value", "\(place) cannot be '\(text)'",
            hint: suggestion(NearMiss.of(text, in: choices), "it has to be \(expectation)"), kind: .usage)
    }

    static func undeclared(_ name: String, _ path: [String]) -> WeirError {
        WeirError("terminal.undeclared", "'\(path.joined(separator: " "))' reads \(name), which it does not list")
    }

    private static func suggestion(_ near: String?, _ rest: String) -> String {
        near.map { "did you mean '\($0)'? \(rest)" } ?? rest
    }
}
