import Diagnostics
import DurableFiles
import Foundation
import RunStore

/// Runs pipelines: validates, queues behind other runs of the target, keeps every step in the store, reports every event.
public struct Runner: Sendable {
    let functions: StepFunctions
    let known: KnownNames
    let store: StateStore
    let clock: any WallClock
    let events: any EventSink
    let locks: URL
    let concurrency: Int
    let random: @Sendable () -> Double

    /// A runner from what it needs.
    ///
    /// - Parameters:
    ///   - locks: the folder of the targets' lock files, `.weir/locks`.
    ///   - concurrency: how many steps run at once.
    ///   - random: numbers in 0..<1 that spread the pauses before retries.
    public init(
        functions: StepFunctions, known: KnownNames, store: StateStore, clock: any WallClock = SystemWallClock(),
        events: any EventSink, locks: URL, concurrency: Int = 2,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.functions = functions
        self.known = known
        self.store = store
        self.clock = clock
        self.events = events
        self.locks = locks
        self.concurrency = max(1, concurrency)
        self.random = random
    }

    /// Runs a pipeline to its end; a failed step is in the outcome, not thrown.
    ///
    /// Throws what is wrong with the pipeline, `run.target_busy` when the target is held and `waits` is false, and what the
    /// store or the lock throw. When the task is cancelled, every running step ends as cancelled and the run as interrupted.
    public func run(
        _ pipeline: Pipeline, target: String, settings: RunSettings = RunSettings(), waits: Bool = true,
        slot: Date? = nil
    ) async throws -> RunOutcome {
        try pipeline.validate(known: known)
        let lock = try await lock(target, for: pipeline, waits: waits)
        defer { lock.release() }
        let request = NewRun(
            pipeline: pipeline.name, target: target, definition: pipeline.definition, settings: settings.json.text(),
            slot: slot)
        let steps = pipeline.steps.map { NewStep($0.name, kind: $0.kind.rawValue) }
        let run = try await store.beginRun(request, steps: steps)
        return try await execute(pipeline, run: run, settings: settings, finished: [])
    }

    /// Takes up a failed or interrupted run where it stopped: under its own id and settings, without its finished steps.
    ///
    /// Throws `run.definition_changed`, with every difference, when the pipeline's steps are not those of the run any more.
    public func resume(_ id: String, pipelines: [Pipeline], waits: Bool = true) async throws -> RunOutcome {
        let kept = try await store.run(id).run
        let pipeline = try Pipeline.named(kept.request.pipeline, in: pipelines)
        try pipeline.expect(definition: kept.request.definition, run: kept.id.text)
        try pipeline.validate(known: known)
        let lock = try await lock(kept.request.target, for: pipeline, waits: waits)
        defer { lock.release() }
        let details = try await store.resumeRun(kept.id)
        let finished = details.steps.filter { $0.status == .succeeded }.map(\.name)
        return try await execute(
            pipeline, run: details.run, settings: RunSettings(json: kept.request.settings), finished: Set(finished))
    }

    private func lock(_ target: String, for pipeline: Pipeline, waits: Bool) async throws -> LockFile {
        let file = locks.appending(path: "\(target).lock")
        do {
            return try await LockFile.acquire(at: file, waitSeconds: waits ? .infinity : 0, clock: clock) { holder in
                events.send(
                    Event(
                        "run.waiting", "waiting for the target '\(target)': \(holder.message)", at: clock.now,
                        fields: ["pipeline": .string(pipeline.name), "target": .string(target)]))
            }
        } catch let error as WeirError where error.isRetryable {
            throw WeirError.targetBusy(target, holder: error)
        }
    }

    private func execute(
        _ pipeline: Pipeline, run: Run, settings: RunSettings, finished: Set<String>
    ) async throws -> RunOutcome {
        let graph = try PipelineGraph(pipeline)
        let events = ScopedSink(events) { $0.correlationID = run.id.text }
        let steps = StepRunner(
            functions: functions, run: run, settings: settings, store: store, clock: clock, events: events,
            random: random)
        let report = RunEvents(run: run, sink: events, clock: clock)
        report.started(steps: pipeline.steps.count - finished.count, of: pipeline.steps.count)
        do {
            let execution = Execution(graph: graph, finished: finished, steps: steps, concurrency: concurrency)
            let (failures, isInterrupted) = try await execution.run()
            let status: RunStatus = isInterrupted ? .interrupted : failures.isEmpty ? .succeeded : .failed
            let first = failures.first.map { WeirError.stepFailed($0.step, $0.error) }
            return try await finish(run, status, first, failures, report)
        } catch {
            // The store itself failed: what ended is kept as far as it got; that error is the one to report.
            let error = WeirError(wrapping: error)
            _ = try? await finish(run, .failed, error, [], report)
            throw error
        }
    }

    private func finish(
        _ run: Run, _ status: RunStatus, _ error: WeirError?, _ failures: [StepFailure], _ report: RunEvents
    ) async throws -> RunOutcome {
        let error = status == .interrupted ? .interrupted : error
        try await store.finishRun(run.id, status, error: error.map { KeptError($0) })
        report.finished(status, error)
        return RunOutcome(details: try await store.run(run.id.text), failures: failures)
    }
}

extension RunSettings {
    init(json text: String?) {
        self.init(json: text.flatMap { try? .parse($0) } ?? .null)
    }
}
