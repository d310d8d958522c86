import Foundation

/// Whoever turns a prompt into changed files: a program, a recorded transcript, or a person.
///
/// Whatever it claims, scope and checks decide.
public struct Runner: Sendable {
    /// Its name in `weir.yml`, in the ledger and behind `--agent`.
    public let name: String
    /// How it works.
    public let way: Way

    /// How a runner works.
    public enum Way: Sendable {
        /// A program that is started in a slot, with the prompt on standard input.
        case program(AgentProgram)
        /// Transcripts in this folder, by task: `003-T1.jsonl`, or `003-T1-a2.jsonl` for the second attempt.
        case replay(URL)
        /// awos itself, which knows what the files have to be: those of all tasks are written in one go.
        case author(TaskAuthor)
        /// Somebody who reads the prompt and calls `awos done`.
        case person
    }

    /// A runner.
    public init(_ name: String, _ way: Way) {
        self.name = name
        self.way = way
    }

    /// The one that shows the prompt.
    public static let manual = Runner("manual", .person)

    /// Whether awos does the work without anybody.
    public var isAutomatic: Bool { if case .person = way { false } else { true } }
}

/// Writes the files of tasks without asking anybody: the same tasks, the same files.
public struct TaskAuthor: Sendable {
    /// Writes the files of these tasks into a work tree.
    let write: @Sendable (_ tasks: [TaskFile], _ workTree: URL) async throws -> Void

    /// An author; what it throws fails the attempt.
    public init(_ write: @escaping @Sendable (_ tasks: [TaskFile], _ workTree: URL) async throws -> Void) {
        self.write = write
    }
}

/// A program that works as an agent: how it is called, and how to read what it says.
public struct AgentProgram: Sendable {
    /// The program and its words.
    public let words: [String]
    /// The names of the variables that hold its own credential and its settings.
    public let credentials: [String]
    /// What shows its options: the words of its help page, and each option of `words` that has to stand there.
    public let help: (words: [String], options: [String])?
    /// What its exit codes mean, where they are written down.
    public let exitCodes: [Int32: String]
    /// Reads what it said: what it came to, and what it used.
    let read: @Sendable (AgentTranscript) -> AgentReport

    init(
        _ words: [String], credentials: [String] = [], help: (words: [String], options: [String])? = nil,
        exitCodes: [Int32: String] = [:], read: @escaping @Sendable (AgentTranscript) -> AgentReport
    ) {
        self.words = words
        self.credentials = credentials
        self.help = help
        self.exitCodes = exitCodes
        self.read = read
    }

    /// What an exit code means, with the code.
    func meaning(of code: Int32) -> String {
        "exit code \(code)" + (exitCodes[code].map { " (\($0))" } ?? "")
    }
}
