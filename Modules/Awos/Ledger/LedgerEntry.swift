import Diagnostics
import Foundation
import JSON

/// One line of a spec's ledger: what awos did or saw, when and on what.
///
/// A record that can be run again, no seal. The text form is one line of JSON with `at`, `event` and the event's fields.
public struct LedgerEntry: Sendable, Hashable {
    /// When, to the second.
    public let at: Date
    /// What happened.
    public let event: Event

    /// An entry.
    public init(at: Date, _ event: Event) {
        self.at = Date(timeIntervalSince1970: at.timeIntervalSince1970.rounded(.down))
        self.event = event
    }

    /// What can happen.
    public enum Event: Sendable, Hashable {
        /// A person, or the policy of autonomous mode, agreed to the files with this digest.
        case approved(by: String, digest: String, mode: String)
        /// Somebody began an attempt at a task, from this commit, under this lease.
        case started(TaskID, attempt: Int, runner: String, base: String, lease: String)
        /// A check was run.
        case checked(Evidence)
        /// An attempt came to nothing: a stable code and one sentence.
        case failed(TaskID, attempt: Int, code: String, message: String, usage: Usage)
        /// A task waits for a person's answer.
        case blocked(TaskID, question: String)
        /// A task's checks all passed on this tree, and its files are in the same commit as this line.
        case done(TaskID, attempt: Int, tree: String, inputs: String, usage: Usage)
        /// A person let a task write one more path.
        case widened(TaskID, path: String, by: String, reason: String)
        /// A person agreed to a changed or removed test.
        case acceptedTest(path: String, by: String, reason: String)
        /// A person answered a question of a check.
        case answered(subject: String, question: String, by: String, isTrue: Bool)
        /// A person answered what a task waits for, in words.
        case replied(TaskID, question: String, by: String, text: String)
        /// Something was taken back: a task, or the whole spec.
        case undone(subject: String, by: String)
    }

    /// What an attempt used, as far as the runner tells.
    public struct Usage: Sendable, Hashable {
        /// Seconds of wall clock.
        public var seconds: Double
        /// Tokens in and out.
        public var tokens: Int?
        /// Money, in US dollars.
        public var dollars: Double?

        /// A usage; nothing that is not known.
        public init(seconds: Double = 0, tokens: Int? = nil, dollars: Double? = nil) {
            self.seconds = seconds
            self.tokens = tokens
            self.dollars = dollars
        }
    }
}

/// That awos ran a check on a tree, and what it saw.
public struct Evidence: Sendable, Hashable {
    /// How a check came out.
    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case passed, failed
        /// It could not be run here: what it needs is absent, or a person has to answer.
        case notRun = "not_run"
        /// It gave two answers on one tree.
        case flaky
    }

    /// What it proves: a task (`003-T1`) or a criterion (`003/AC-1`).
    public let subject: String
    /// The check's text.
    public let check: String
    /// How it came out.
    public let outcome: Outcome
    /// The git tree that was judged.
    public let tree: String
    /// A digest of what the answer depends on.
    public let inputs: String
    /// Seconds of wall clock.
    public let seconds: Double
    /// The sha256 of the whole output, kept in `.weir/evidence/`.
    public let log: String
    /// The last lines of the output, masked.
    public let tail: [String]

    /// A record of one run.
    public init(
        subject: String, check: String, outcome: Outcome, tree: String, inputs: String, seconds: Double, log: String,
        tail: [String]
    ) {
        self.subject = subject
        self.check = check
        self.outcome = outcome
        self.tree = tree
        self.inputs = inputs
        self.seconds = seconds
        self.log = log
        self.tail = tail
    }
}
