import Diagnostics
import RunStore

/// What a step is told beside itself.
public struct StepContext: Sendable {
    /// The run.
    public var run: RunID
    /// The pipeline's name.
    public var pipeline: String
    /// The target.
    public var target: String
    /// Which attempt this is, from 1, going on over resumes.
    public var attempt: Int
    /// The settings of the run.
    public var settings: RunSettings
    /// Where events go; the run and the step are added on the way.
    public var events: any EventSink

    /// A context from its parts.
    public init(
        run: RunID, pipeline: String, target: String, attempt: Int = 1, settings: RunSettings = RunSettings(),
        events: any EventSink = SilentSink()
    ) {
        self.run = run
        self.pipeline = pipeline
        self.target = target
        self.attempt = attempt
        self.settings = settings
        self.events = events
    }
}

/// One async function per kind of step: what the modules do, handed in by a command, for Orchestrate imports none of them.
///
/// A function throws to fail the step; a `WeirError` that is retryable is tried again. It ends soon when its task is
/// cancelled.
public struct StepFunctions: Sendable {
    /// Does a step; returns what it brought.
    public typealias Function = @Sendable (Step, StepContext) async throws -> StepResult

    private let functions: [StepKind: Function]

    /// All functions, one a kind.
    public init(
        ingest: @escaping Function, check: @escaping Function, transform: @escaping Function,
        publish: @escaping Function, notebook: @escaping Function, command: @escaping Function
    ) {
        functions = [
            .ingest: ingest, .check: check, .transform: transform, .publish: publish, .notebook: notebook,
            .command: command,
        ]
    }

    /// The same function for every kind: for tests.
    public init(all function: @escaping Function) {
        functions = Dictionary(uniqueKeysWithValues: StepKind.allCases.map { ($0, function) })
    }

    func run(_ step: Step, _ context: StepContext) async throws -> StepResult {
        guard let function = functions[step.kind] else { throw WeirError.noFunction(step.kind) }
        return try await function(step, context)
    }
}
