import Foundation

/// How far a step of a run has come.
public enum StepStatus: String, Sendable, Hashable, CaseIterable {
    /// Not begun.
    case pending
    case running
    case succeeded
    case failed
    /// Not begun because of another step; the reason says which.
    case skipped
    /// Begun, and stopped by a person or by the end of its process.
    case cancelled
}

/// A step as it was planned.
public struct NewStep: Sendable, Hashable {
    /// Its name, unique in the run.
    public var name: String
    /// What it does: `ingest`, `check`, `transform`.
    public var kind: String

    /// A step from its parts.
    public init(_ name: String, kind: String) { (self.name, self.kind) = (name, kind) }
}

/// What a step brought.
public struct StepResult: Sendable, Hashable {
    /// Rows that it moved; nil where nothing was counted.
    public var rows: Int?
    /// Files that it left, relative to the project.
    public var artifacts: [String]
    /// One line for a person: `3 of 3 models built`.
    public var summary: String?

    /// A result from its parts.
    public init(rows: Int? = nil, artifacts: [String] = [], summary: String? = nil) {
        (self.rows, self.artifacts, self.summary) = (rows, artifacts, summary)
    }
}

/// A step as it is kept.
public struct RunStep: Sendable, Hashable {
    /// Its name, unique in the run.
    public var name: String
    /// What it does.
    public var kind: String
    /// How far it has come.
    public var status: StepStatus
    /// Why it was skipped or cancelled.
    public var reason: String?
    /// When its first attempt began.
    public var startedAt: Date?
    /// When its last attempt ended.
    public var finishedAt: Date?
    /// What it brought.
    public var result: StepResult
    /// Why it failed.
    public var error: KeptError?
    /// Its attempts in order.
    public var attempts: [StepAttempt]

    /// A step from its parts; pending by default.
    public init(
        name: String, kind: String, status: StepStatus = .pending, reason: String? = nil, startedAt: Date? = nil,
        finishedAt: Date? = nil, result: StepResult = StepResult(), error: KeptError? = nil,
        attempts: [StepAttempt] = []
    ) {
        self.name = name
        self.kind = kind
        self.status = status
        self.reason = reason
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.result = result
        self.error = error
        self.attempts = attempts
    }
}

/// One attempt at a step.
public struct StepAttempt: Sendable, Hashable {
    /// From 1, going on over resumes.
    public var number: Int
    /// `running`, `succeeded`, `failed` or `cancelled`.
    public var status: StepStatus
    /// When it began.
    public var startedAt: Date
    /// When it ended.
    public var finishedAt: Date?
    /// Why it failed.
    public var error: KeptError?

    /// An attempt from its parts; running by default.
    public init(
        number: Int, status: StepStatus = .running, startedAt: Date, finishedAt: Date? = nil, error: KeptError? = nil
    ) {
        self.number = number
        self.status = status
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.error = error
    }
}
