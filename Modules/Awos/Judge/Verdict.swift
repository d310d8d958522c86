/// One try at a task: whose, from which commit, and what it used.
public struct Attempt: Sendable, Hashable {
    /// From 1.
    public var number: Int
    /// The runner's name: `claude`, `manual`.
    public var runner: String
    /// The commit that it began from.
    public var base: String
    /// The lease under which it was begun.
    public var lease: String
    /// What it used, as far as the runner tells.
    public var usage: LedgerEntry.Usage

    /// A try.
    public init(
        _ number: Int, runner: String, base: String, lease: String, usage: LedgerEntry.Usage = LedgerEntry.Usage()
    ) {
        self.number = number
        self.runner = runner
        self.base = base
        self.lease = lease
        self.usage = usage
    }
}

/// A task and one try at it.
public struct TaskAttempt: Sendable {
    /// The task.
    public let task: TaskFile
    /// The try.
    public let attempt: Attempt

    /// A try at a task.
    public init(_ task: TaskFile, _ attempt: Attempt) {
        self.task = task
        self.attempt = attempt
    }
}

/// What became of a patch. The judge has written it into the ledger already.
public struct Verdict: Sendable, Hashable {
    /// The three ways out.
    public enum Outcome: Sendable, Hashable {
        /// Everything is proved; code, ledger and boxes are this commit of the branch, and the checkout follows.
        case done(commit: String)
        /// It came to nothing: a stable code and one sentence that names what happened. It costs an attempt.
        case failed(code: String, message: String)
        /// The branch moved on and the patch does not fit this head: begin again from there. It costs no attempt.
        case outdated(head: String)
    }

    /// The way out.
    public let outcome: Outcome
    /// What each check came to, in order.
    public let evidence: [Evidence]
    /// What the next attempt should know: the failing output, first error first, masked, about 1,000 tokens at most.
    public let feedback: String

    /// A verdict.
    public init(_ outcome: Outcome, evidence: [Evidence] = [], feedback: String = "") {
        self.outcome = outcome
        self.evidence = evidence
        self.feedback = feedback
    }

    /// Whether everything is proved.
    public var isDone: Bool { if case .done = outcome { true } else { false } }
}
