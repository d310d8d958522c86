import Diagnostics

/// What kinds of steps there are.
public enum StepKind: String, Sendable, Hashable, CaseIterable {
    case ingest
    case check
    case transform
    case publish
    case notebook
    case command
}

/// One step of a pipeline: what it does, known by kind and name only, and when.
public struct Step: Sendable, Hashable {
    /// What a step waits for.
    public enum Wait: Sendable, Hashable {
        /// All steps above it.
        case allAbove
        /// These steps; none for an empty list.
        case only([String])
    }

    /// What it does.
    public var kind: StepKind
    /// What it does it with: a source, a suite, a selection of models, a notebook; empty for `publish`.
    public var subject: String
    /// For a command its words.
    public var arguments: [String] = []
    /// For a notebook its parameters.
    public var parameters: [String: String] = [:]
    /// Its name, unique in the pipeline: kind and subject by default.
    public var name: String
    /// What it waits for.
    public var wait: Wait = .allAbove
    /// How often and after which pauses it is tried again.
    public var retry = StepRetry()
    /// How long one attempt may take, in seconds; nil for as long as it takes.
    public var timeoutSeconds: Double?

    private init(_ kind: StepKind, _ subject: String = "") {
        self.kind = kind
        self.subject = subject
        name = subject.isEmpty ? kind.rawValue : "\(kind.rawValue) \(subject)"
    }

    // MARK: Kinds

    /// Extracts and loads a source.
    public static func ingest(_ source: String) -> Step { Step(.ingest, source) }

    /// Runs a suite of checks; a failing error check fails the step.
    public static func check(_ suite: String) -> Step { Step(.check, suite) }

    /// Builds and tests the models that a selection names: `tag:weather`, `mart_demand_daily+`.
    public static func transform(select selection: String) -> Step { Step(.transform, selection) }

    /// Publishes the marts as the snapshot that pages and notebooks read.
    public static let publish = Step(.publish)

    /// Runs a notebook on the published snapshot.
    public static func notebook(_ name: String, parameters: [String: String] = [:]) -> Step {
        var step = Step(.notebook, name)
        step.parameters = parameters
        return step
    }

    /// Runs a program with these words, without a shell; an exit code other than 0 fails the step.
    public static func command(_ words: [String]) -> Step {
        var step = Step(.command, words.first ?? "")
        step.arguments = words
        return step
    }

    // MARK: When and how

    /// The same step under another name.
    public func named(_ name: String) -> Step { with { $0.name = name } }

    /// The same step, waiting for these steps only.
    public func after(_ names: String...) -> Step { with { $0.wait = .only(names) } }

    /// The same step, waiting for nothing.
    public var atOnce: Step { with { $0.wait = .only([]) } }

    /// The same step, tried so often in all, with pauses that double from `firstPauseSeconds` on.
    public func attempts(_ count: Int, firstPauseSeconds: Double = 1) -> Step {
        with { $0.retry = StepRetry(attempts: count, backoff: Backoff(firstSeconds: firstPauseSeconds)) }
    }

    /// The same step, of which one attempt may take this long.
    public func timeout(seconds: Double) -> Step { with { $0.timeoutSeconds = seconds } }

    private func with(_ change: (inout Step) -> Void) -> Step {
        var step = self
        change(&step)
        return step
    }
}
