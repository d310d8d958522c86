import Diagnostics

/// Understands the words of a command line against a tree of commands.
///
/// `--name value`, `--name=value`, `-x value`, `-xvalue`, `-xy` for two flags; `--` ends the options. Global options stand
/// anywhere. Wrong words throw a usage error with the nearest right one.
struct CommandParser {
    private let globals: [any CommandOption]
    private var path: [String]
    private var command: Command
    private var texts: [String: [String]] = [:]
    private var positional: [String] = []
    private var optionsEnded = false

    /// What a command line asks for.
    enum Request {
        case run(ParsedWords)
        case help(path: [String], command: Command)
    }

    private init(root: Command, globals: [any CommandOption]) {
        self.globals = globals
        path = [root.name]
        command = root
    }

    /// The request in `words` (without the program's name).
    static func parse(_ words: [String], root: Command, globals: [any CommandOption]) throws -> Request {
        var parser = CommandParser(root: root, globals: globals)
        var rest = words[...]
        let asked = rest.first == "help" && root.subcommand("help") == nil
        if asked { rest = rest.dropFirst() }
        while let word = rest.popFirst() { try parser.take(word, &rest) }
        if asked || parser.texts["help"] != nil { return .help(path: parser.path, command: parser.command) }
        return .run(try parser.finished())
    }

    private var options: [any CommandOption] { command.options + globals }

    private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) throws {
        if optionsEnded || !word.hasPrefix("-") || word == "-" {
            try takePlain(word)
        } else if word == "--" {
            optionsEnded = true
        } else if word.hasPrefix("--") {
            try takeLong(word, &rest)
        } else {
            try takeShort(word, &rest)
        }
    }

    private mutating func takePlain(_ word: String) throws {
        if positional.isEmpty, !optionsEnded, let next = command.subcommand(word) {
            try dropForeignOptions(beyond: next)
            command = next
            path.append(word)
        } else if command.arguments.isEmpty, !command.subcommands.isEmpty, positional.isEmpty {
            throw .unknownCommand(word, below: path, known: command.subcommands.map(\.name))
        } else {
            positional.append(word)
        }
    }

    /// An option of the command above, given before the name of the command below, has to be known below as well.
    private func dropForeignOptions(beyond next: Command) throws {
        let known = Set((next.options + globals).map(\.spec.name))
        for name in texts.keys.sorted() where !known.contains(name) {
            throw .unknownOption("--" + name, of: path + [next.name], known: known.sorted().map { "--" + $0 })
        }
    }

    private mutating func takeLong(_ word: String, _ rest: inout ArraySlice<String>) throws {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let option = options.first(where: { $0.spec.name == parts[0] })?.spec else {
            throw .unknownOption("--" + parts[0], of: path, known: options.map(\.spec.dashed))
        }
        if parts.count == 2 {
            guard option.takesValue else { throw .flagWithValue(option) }
            try note(option, String(parts[1]))
        } else {
            try note(option, option.takesValue ? followingValue(of: option, &rest) : "")
        }
    }

    private mutating func takeShort(_ word: String, _ rest: inout ArraySlice<String>) throws {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = options.first(where: { $0.spec.short == letter })?.spec else {
                throw .unknownOption("-\(letter)", of: path, known: options.map(\.spec.dashed))
            }
            if !option.takesValue {
                try note(option, "")
            } else if letters.isEmpty {
                try note(option, followingValue(of: option, &rest))
            } else {
                try note(option, String(letters.first == "=" ? letters.dropFirst() : letters))
                return
            }
        }
    }

    private func followingValue(of option: OptionSpec, _ rest: inout ArraySlice<String>) throws -> String {
        guard let next = rest.first else { throw .missingValue(option, next: nil) }
        let isShort = next.count == 2 && options.contains { $0.spec.short == next.last }
        if next == "--" || (next.hasPrefix("--") || (next.hasPrefix("-") && isShort)) {
            throw .missingValue(option, next: next)
        }
        return rest.removeFirst()
    }

    private mutating func note(_ option: OptionSpec, _ text: String) throws {
        if !option.repeats, option.takesValue, texts[option.name] != nil { throw .givenTwice(option) }
        texts[option.name, default: []].append(text)
    }

    /// The words with their values read; every wrong value and missing argument is an error at once.
    private func finished() throws -> ParsedWords {
        guard command.run != nil else { throw .missingCommand(below: path, known: command.subcommands.map(\.name)) }
        var words = ParsedWords(path: path, command: command, optionNames: Set(options.map(\.spec.name)))
        var errors: [WeirError] = []
        func reading(_ body: () throws -> any Sendable) -> (any Sendable)? {
            do { return try body() } catch { errors.append(WeirError(wrapping: error)) }
            return nil
        }
        for option in options {
            guard let given = texts[option.spec.name] else { continue }
            words.options[option.spec.name] = reading { try option.value(of: given) }
        }
        var left = positional[...]
        for argument in command.arguments {
            let given = Array(argument.spec.repeats ? left : left.prefix(1))
            left = left.dropFirst(given.count)
            if !given.isEmpty {
                words.arguments[argument.spec.placeholder] = reading { try argument.value(of: given) }
            } else if argument.spec.isRequired {
                errors.append(.missingArgument(argument.spec, of: path))
            }
        }
        if let word = left.first { errors.append(.unexpectedArgument(word, of: path, takes: command.arguments.count)) }
        try WeirErrors.throwIfAny(errors)
        return words
    }
}
