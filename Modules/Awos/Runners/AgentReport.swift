import Diagnostics
import JSON
import Subprocesses

/// All that is known of one run of an agent's program.
public struct AgentTranscript: Sendable, Hashable {
    /// How it ended.
    public let ending: SubprocessEnding
    /// The last part of its standard output.
    public let output: String
    /// The last part of its standard error.
    public let messages: String
    /// Whether it was ended because its time was over.
    public let isLate: Bool
    /// Seconds of wall clock.
    public let seconds: Double

    /// What came of a run.
    public init(
        _ ending: SubprocessEnding, output: String = "", messages: String = "", isLate: Bool = false,
        seconds: Double = 0
    ) {
        self.ending = ending
        self.output = output
        self.messages = messages
        self.isLate = isLate
        self.seconds = seconds
    }

    /// The lines of the output that are JSON objects, in order.
    var events: [JSONValue] {
        output.split(separator: "\n").compactMap { try? JSONValue.parse(String($0)) }.filter { $0.object != nil }
    }
}

/// What a run of an agent came to, as far as the agent tells.
public struct AgentReport: Sendable, Hashable {
    /// Why its work does not count; nil when it ended as it should.
    public var failure: WeirError?
    /// What it asks a person; nil when it asks nothing.
    public var question: String?
    /// Tokens in and out, those from a cache included.
    public var tokens: Int?
    /// Money, in US dollars.
    public var dollars: Double?
    /// The tools that it wanted and was not allowed to use: `Bash`, `Write`.
    public var refused: [String] = []

    /// A report; by default one that says nothing.
    public init(failure: WeirError? = nil, tokens: Int? = nil, dollars: Double? = nil, refused: [String] = []) {
        self.failure = failure
        self.tokens = tokens
        self.dollars = dollars
        self.refused = refused
    }

    /// Takes the question out of an agent's last words: a line that begins with the mark, or `[NEEDS CLARIFICATION: …]` as
    /// documents have it.
    mutating func noteQuestion(in words: String) {
        let marked = words.split(separator: "\n").last { $0.trimmed.hasPrefix(Self.blockedMark) }
        let bracketed = words.matches(of: /\[NEEDS CLARIFICATION:\s*([^\]]+)\]/).last
        let found = marked?.trimmed.dropFirst(Self.blockedMark.count).trimmed ?? bracketed?.1.trimmed
        guard let found, !found.isEmpty else { return }
        question = String(found.prefix(400))
    }

    /// What a question's line begins with.
    static let blockedMark = "BLOCKED:"
}
