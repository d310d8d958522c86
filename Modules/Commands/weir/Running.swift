import Diagnostics
import Foundation
import Orchestrate
import RunStore
import Terminal

/// A run from a command's hands to its last line: the store, the log, the display, the runner.
struct Running: Sendable {
    let work: StepWork
    private let board: ProgressBoard
    private let events: any EventSink

    var session: Session { work.session }
    var state: StateStore { work.state }

    /// How long runs and check results are kept, in days; the latest of each are kept for ever.
    private static let keptDays: Double = 180

    /// Opens the store and the log of the session's project; forgets history that is too old.
    ///
    /// A run shows its steps as progress; a program that stays tells each run and step as a line, for `narrates`.
    init(_ session: Session, narrates: Bool = false) async throws {
        work = StepWork(session: session, state: try await session.openState())
        try await work.state.prune(before: session.clock.now.addingTimeInterval(-Self.keptDays * 86_400))
        board = ProgressBoard(on: session.console, clock: session.clock)
        let masker = session.masker
        let log = try JSONLinesSink(appendingTo: session.paths.runsLog, masker: masker)
        let display: any EventSink = narrates ? Narrator(on: session.console) : StepProgress(on: board)
        events = FanOutSink([log, ScopedSink(display) { $0.message = masker.mask($0.message) }])
    }

    /// A runner with the project's own functions, or with those of a command.
    func runner(_ functions: StepFunctions? = nil, known: KnownNames? = nil) throws -> Runner {
        Runner(
            functions: functions ?? work.functions, known: try known ?? session.knownNames(), store: state,
            clock: session.clock, events: events, locks: session.paths.locks,
            concurrency: session.project.schedule.concurrency)
    }

    /// Shows the board while `body` runs, and takes it away afterwards.
    func shown<Value>(_ body: () async throws -> Value) async throws -> Value {
        defer { board.clear() }
        return try await body()
    }

    /// Prints how a run ended, and throws why it failed.
    func finish(_ outcome: RunOutcome) throws {
        if session.console.isJSON {
            session.console.print(outcome.details.json)
        } else {
            RunSummary(outcome.details, explainsFailures: false).print(on: session.console)
        }
        try outcome.throwIfFailed()
    }
}

extension RunOutcome {
    /// Throws the errors of the steps that failed, each with the step's name; `interrupted` for an interrupted run.
    func throwIfFailed() throws {
        if details.run.status == .interrupted { throw WeirError.interrupted }
        let errors = failures.map { failure in
            var error = failure.error
            error.message = "step '\(failure.step)': \(error.message)"
            error.kind = .failure
            return error
        }
        try WeirErrors.throwIfAny(errors)
        if details.run.status != .succeeded { throw WeirError.runEnded(details.run) }
    }
}
