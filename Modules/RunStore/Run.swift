import Foundation

/// How far a run has come.
public enum RunStatus: String, Sendable, Hashable, CaseIterable {
    case running
    case succeeded
    case failed
    /// Stopped by a person, or its process is gone.
    case interrupted

    /// Whether the run can be taken up where it stopped.
    public var isResumable: Bool { self == .failed || self == .interrupted }
}

/// What a run is begun with.
public struct NewRun: Sendable, Hashable {
    /// The pipeline's name; for work outside of a pipeline the command's: `transform build`.
    public var pipeline: String
    /// The target.
    public var target: String
    /// Who started it: `manual`, `schedule`.
    public var startedBy: String
    /// The definition of the pipeline as text: a run is resumed only while it is the same.
    public var definition: String
    /// Settings of the run as JSON text (a window, parameters), handed back when it is resumed.
    public var settings: String?
    /// For a scheduled run the moment that it stands for.
    public var slot: Date?

    /// A run from its parts; started by hand unless a slot is given.
    public init(
        pipeline: String, target: String, definition: String = "", settings: String? = nil, slot: Date? = nil
    ) {
        self.pipeline = pipeline
        self.target = target
        self.startedBy = slot == nil ? "manual" : "schedule"
        self.definition = definition
        self.settings = settings
        self.slot = slot
    }
}

/// A run as it is kept.
public struct Run: Sendable, Hashable {
    /// Its name.
    public var id: RunID
    /// What it was begun with.
    public var request: NewRun
    /// How far it has come.
    public var status: RunStatus
    /// When it began.
    public var startedAt: Date
    /// When it ended; nil while it runs.
    public var finishedAt: Date?
    /// The process that works on it, or did.
    public var process: ProcessIdentity
    /// How often it was taken up again.
    public var resumes: Int
    /// Why it failed.
    public var error: KeptError?

    /// A run from its parts; by default it has just begun in this process.
    public init(
        id: RunID, request: NewRun, status: RunStatus = .running, startedAt: Date, finishedAt: Date? = nil,
        process: ProcessIdentity = .current, resumes: Int = 0, error: KeptError? = nil
    ) {
        self.id = id
        self.request = request
        self.status = status
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.process = process
        self.resumes = resumes
        self.error = error
    }
}

/// An error as it is kept.
public struct KeptError: Sendable, Hashable {
    /// Its stable name.
    public var code: String
    /// What happened.
    public var message: String
    /// The next move.
    public var hint: String?

    /// An error from its parts.
    public init(code: String, message: String, hint: String? = nil) {
        (self.code, self.message, self.hint) = (code, message, hint)
    }
}

/// A run with its steps.
public struct RunDetails: Sendable, Hashable {
    /// The run.
    public var run: Run
    /// Its steps in order.
    public var steps: [RunStep]

    /// A run with these steps.
    public init(run: Run, steps: [RunStep]) { (self.run, self.steps) = (run, steps) }
}
