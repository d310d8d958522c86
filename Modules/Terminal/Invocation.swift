import Foundation

/// What a command is called with: its values, the console, and the world around the program.
public struct Invocation: Sendable {
    /// The tree that the command belongs to.
    public let root: Command
    /// The words that called it: `["weir", "runs", "show"]`.
    public let path: [String]
    /// Where results and messages go.
    public let console: Console
    /// The environment's variables.
    public let environment: [String: String]
    /// The folder that relative paths start from.
    public let directory: URL
    private let values: ParsedWords

    init(root: Command, words: ParsedWords, console: Console, environment: [String: String], directory: URL) {
        self.root = root
        self.path = words.path
        self.console = console
        self.environment = environment
        self.directory = directory
        self.values = words
    }

    /// The value of an option, or its default; throws when the command does not list it.
    public subscript<Value>(option: Option<Value>) -> Value {
        get throws {
            guard values.optionNames.contains(option.spec.name) else { throw .undeclared(option.spec.dashed, path) }
            return values.options[option.spec.name] as? Value ?? option.absent
        }
    }

    /// The value of an argument; throws when the command does not list it.
    public subscript<Value>(argument: Argument<Value>) -> Value {
        get throws {
            if let value = values.arguments[argument.spec.placeholder] as? Value ?? argument.absent { return value }
            throw .undeclared(argument.spec.placeholder, path)
        }
    }

    /// Whether the caller wants one JSON document.
    public var wantsJSON: Bool { console.isJSON }

    /// A path that the person typed, seen from the folder where they typed it.
    public func file(_ path: String) -> URL { URL(filePath: path, relativeTo: directory).standardizedFileURL }
}

/// The words of a command line, understood.
struct ParsedWords: Sendable {
    var path: [String]
    var command: Command
    var optionNames: Set<String> = []
    var options: [String: any Sendable] = [:]
    var arguments: [String: any Sendable] = [:]
}
