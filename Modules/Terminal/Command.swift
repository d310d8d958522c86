/// One command of a program as a plain value; help, completions and the parser all read this tree.
public struct Command: Sendable {
    /// A line that a person may type, and what it does.
    public struct Example: Sendable, Hashable {
        /// The whole line: `weir ingest weather --full-refresh`.
        public let line: String
        /// What it does: lower case, no full stop.
        public let summary: String

        /// A line and what it does.
        public init(_ line: String, _ summary: String) {
            self.line = line
            self.summary = summary
        }
    }

    /// What a command does once its words are understood.
    public typealias Run = @Sendable (Invocation) async throws -> Void

    /// The word that calls it.
    public let name: String
    /// One line for a person: lower case, no full stop.
    public let summary: String
    /// More, as paragraphs apart by an empty line.
    public let discussion: String
    /// Lines that a person may type.
    public let examples: [Example]
    /// Its own options.
    public let options: [any CommandOption]
    /// Its arguments in order; only the last may repeat.
    public let arguments: [any CommandArgument]
    /// The commands below it.
    public let subcommands: [Command]
    /// What it does; nil when only the commands below it do something.
    public let run: Run?

    /// A command from its parts.
    public init(
        _ name: String, _ summary: String, discussion: String = "", examples: [Example] = [],
        options: [any CommandOption] = [], arguments: [any CommandArgument] = [], subcommands: [Command] = [],
        run: Run? = nil
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.examples = examples
        self.options = options
        self.arguments = arguments
        self.subcommands = subcommands
        self.run = run
    }

    /// The command below it with this name.
    public func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }

    /// This command and all below it, each with the words that call it, in order.
    public var all: [(path: [String], command: Command)] {
        [([name], self)] + subcommands.flatMap { $0.all.map { ([name] + $0.path, $0.command) } }
    }
}
