import Diagnostics
import JSON
import RunStore

/// How a step ended.
enum StepEnd: Sendable {
    case succeeded
    case failed(WeirError)
    case cancelled
}

/// Runs one step after the other as it is told: attempts, pauses, time-outs, records and events.
struct StepRunner: Sendable {
    let functions: StepFunctions
    let run: Run
    let settings: RunSettings
    let store: StateStore
    let clock: any WallClock
    let events: any EventSink
    let random: @Sendable () -> Double

    /// Runs a step with its retries. Throws only what the store throws.
    func run(_ step: Step) async throws -> StepEnd {
        let report = StepEvents(step: step, sink: events, clock: clock, begunAt: clock.now)
        var tried = 0
        while true {
            tried += 1
            let attempt = try await store.beginAttempt(run: run.id, step: step.name)
            report.started(attempt: attempt)
            switch await outcome(of: step, attempt: attempt) {
            case .success(let result):
                try await store.finishStep(run: run.id, step: step.name, .succeeded, result: result)
                report.finished(.succeeded, result: result)
                return .succeeded
            case .failure(let error):
                guard try await pause(after: error, tried: tried, attempt: attempt, step, report) else {
                    return try await end(step, error, report)
                }
            }
        }
    }

    private func outcome(of step: Step, attempt: Int) async -> Result<StepResult, WeirError> {
        do { return .success(try await once(step, attempt: attempt)) } catch {
            return .failure(WeirError(wrapping: error))
        }
    }

    /// Marks a step as skipped.
    func skip(_ step: Step, reason: String) async throws {
        try await store.skipStep(run: run.id, step: step.name, reason: reason)
        StepEvents(step: step, sink: events, clock: clock, begunAt: clock.now).finished(.skipped, reason: reason)
    }

    private func end(_ step: Step, _ error: WeirError, _ report: StepEvents) async throws -> StepEnd {
        let isCancelled = Task.isCancelled || error.kind == .interrupted
        let status: StepStatus = isCancelled ? .cancelled : .failed
        let reason = isCancelled ? Execution.interruption : nil
        try await store.finishStep(
            run: run.id, step: step.name, status, error: isCancelled ? nil : KeptError(error), reason: reason)
        report.finished(status, error: isCancelled ? nil : error, reason: reason)
        return isCancelled ? .cancelled : .failed(error)
    }

    /// Waits before the next attempt; false when there is none.
    private func pause(
        after error: WeirError, tried: Int, attempt: Int, _ step: Step, _ report: StepEvents
    ) async throws -> Bool {
        guard error.isRetryable, !Task.isCancelled, tried < step.retry.attempts else { return false }
        let seconds = step.retry.backoff.seconds(afterAttempt: tried, chance: random())
        try await store.finishAttempt(
            run: run.id, step: step.name, number: attempt, .failed, error: KeptError(error))
        report.retry(after: error, seconds: seconds, attempt: attempt)
        do { try await clock.sleep(seconds: seconds) } catch { return false }
        return !Task.isCancelled
    }

    /// One attempt, ended when it takes too long.
    private func once(_ step: Step, attempt: Int) async throws -> StepResult {
        let name = step.name
        let context = StepContext(
            run: run.id, pipeline: run.request.pipeline, target: run.request.target, attempt: attempt,
            settings: settings,
            events: ScopedSink(events) { event in
                if event.fields["step"] == nil { event.fields["step"] = .string(name) }
            })
        guard let seconds = step.timeoutSeconds else { return try await functions.run(step, context) }
        let functions = functions
        let clock = clock
        return try await withThrowingTaskGroup(of: StepResult.self) { group in
            group.addTask { try await functions.run(step, context) }
            group.addTask {
                try await clock.sleep(seconds: seconds)
                throw WeirError.stepTimedOut(name, seconds: seconds)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }
}
