import Diagnostics
import JSON

/// What became of one task in the loop.
public enum TaskOutcome: Sendable, Hashable {
    /// Everything is proved, in this commit; nil where that was so before.
    case done(commit: String?)
    /// No attempt is left, or no money.
    case failed(WeirError)
    /// It waits for a person's answer.
    case blocked(question: String)
    /// Somebody works on it.
    case withPerson
    /// Something before it is not done.
    case waiting

    /// Whether everything is proved.
    public var isDone: Bool { if case .done = self { true } else { false } }

    /// Whether it was tried and came to nothing.
    public var isFailed: Bool { if case .failed = self { true } else { false } }

    /// One word for it.
    public var word: String {
        switch self {
        case .done: "done"
        case .failed: "failed"
        case .blocked: "blocked"
        case .withPerson: "with a person"
        case .waiting: "waiting"
        }
    }
}

/// A criterion that is not proved, and why.
public struct UnprovedCriterion: Sendable, Hashable {
    /// Its name: `AC-1`.
    public let id: String
    /// One sentence.
    public let reason: String

    /// A criterion.
    public init(_ id: String, reason: String) {
        self.id = id
        self.reason = reason
    }
}

/// What a call of `implement` came to.
public struct LoopSummary: Sendable {
    /// Each task in the order of work.
    public let tasks: [(id: TaskID, outcome: TaskOutcome)]
    /// The criteria that are not proved in the end; nil when it did not come so far.
    public let unproved: [UnprovedCriterion]?

    /// Whether every task is done and every criterion holds.
    public var isDone: Bool { tasks.allSatisfy { $0.outcome.isDone } && unproved?.isEmpty == true }

    /// What is not done, as the error that the call ends with; nil when everything is.
    public func problem(spec: SpecNumber) -> WeirError? {
        guard !isDone else { return nil }
        let notes = tasks.compactMap { id, outcome -> String? in
            switch outcome {
            case .done, .waiting: nil
            case .failed(let error): "\(id): \(error.message)" + (error.hint.map { " (\($0))" } ?? "")
            case .blocked(let question): "\(id) asks: \(question) (answer it: awos answer \(id) --say TEXT)"
            case .withPerson: "\(id) is with a person: awos done \(id)"
            }
        }
        if let criteria = unproved, !criteria.isEmpty { return .notVerified(spec, criteria) }
        let done = tasks.count { $0.outcome.isDone }
        return .notImplemented(spec, done: done, of: tasks.count, notes: notes)
    }
}
