import Diagnostics
import Orchestrate
import RunStore
import Synchronization

extension Session {
    /// Does the work of one command as a run of its own, so that it is kept, logged and queued like a pipeline.
    ///
    /// `body` does each step; `print` gets the outcome once all is over and prints what the command found, or throws it. A
    /// failure that `print` lets pass is thrown afterwards.
    func carryOut(
        _ name: String, _ steps: [Step], settings: RunSettings = RunSettings(),
        _ body: @escaping @Sendable (StepWork, Step, StepContext) async throws -> StepResult,
        print: (RunOutcome) throws -> Void
    ) async throws {
        let running = try await Running(self)
        let work = running.work
        let functions = StepFunctions(all: work.masked { try await body(work, $0, $1) })
        let known = KnownNames(
            sources: steps.map(\.subject), suites: steps.map(\.subject), notebooks: steps.map(\.subject))
        let runner = try running.runner(functions, known: known)
        // What may be tried again was tried again where it failed; a person decides about the whole.
        let pipeline = Pipeline(name, steps: steps.map { $0.attempts(1) })
        let outcome = try await running.shown {
            try await runner.run(pipeline, target: target.name, settings: settings)
        }
        try print(outcome)
        if let failure = outcome.failures.first { throw failure.error }
        try outcome.throwIfFailed()
    }
}

/// A value that a step leaves for the command that started it.
final class Box<Value: Sendable>: Sendable {
    private let held = Mutex<Value?>(nil)

    /// Keeps a value.
    func put(_ value: Value) { held.withLock { $0 = value } }

    /// The value that was kept last.
    var value: Value? { held.withLock { $0 } }
}
