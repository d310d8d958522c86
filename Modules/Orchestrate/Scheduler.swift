import Diagnostics
import Foundation
import RunStore
import Synchronization

/// Starts pipelines when their schedules say so, until its task is cancelled.
///
/// A slot is a moment of a schedule. It is marked in the transaction that begins its run: kill -9 at any moment loses no
/// slot and runs none twice. Slots that passed while nobody watched are missed: with `catchesUp` one run stands for all
/// missed slots of a pipeline, and a scheduled run that its process left behind is taken up; without it they are skipped.
/// A slot that comes while the pipeline still runs is skipped, with a word.
public struct Scheduler: Sendable {
    let runner: Runner
    let pipelines: [Pipeline]
    let target: String
    let catchesUp: Bool
    private let active = Active()

    /// A slot is missed when it is looked at later than this, in seconds.
    static let lateSeconds: Double = 60
    /// The clock is looked at this often, so that a machine that slept wakes up to its slots, in seconds.
    static let longestSleepSeconds: Double = 30
    /// A run that its process left behind is taken up at most so often: its process may die of it.
    static let resumesAtMost = 3

    /// A scheduler of those of the pipelines that have a schedule.
    public init(runner: Runner, pipelines: [Pipeline], target: String, catchesUp: Bool = true) {
        self.runner = runner
        self.pipelines = pipelines
        self.target = target
        self.catchesUp = catchesUp
    }

    /// The next slot of each scheduled pipeline after `date`, by name; throws what is wrong with a schedule.
    public func upcoming(after date: Date) throws -> [(pipeline: String, schedule: Schedule, slot: Date)] {
        try pipelines.compactMap { pipeline in
            guard let schedule = pipeline.schedule, let slot = try schedule.timetable().next(after: date) else {
                return nil
            }
            return (pipeline.name, schedule, slot)
        }
    }

    /// Runs until the task is cancelled; then the runs that go on end as interrupted, and the call returns.
    ///
    /// Throws what is wrong with the pipelines, and what the store throws; a run that fails is reported and kept.
    public func run() async throws {
        try Pipeline.validate(pipelines, known: runner.known)
        let plans = try pipelines.compactMap { pipeline in
            try pipeline.schedule.map { Plan(pipeline: pipeline, definition: "\($0)", timetable: try $0.timetable()) }
        }
        guard !plans.isEmpty else { throw WeirError.nothingScheduled(pipelines: pipelines.map(\.name)) }
        try await withThrowingDiscardingTaskGroup { group in
            if catchesUp { try await takeUp(plans, &group) }
            while !Task.isCancelled {
                let now = runner.clock.now
                var wake = now.addingTimeInterval(Self.longestSleepSeconds)
                for plan in plans {
                    try await look(at: plan, now: now, &group)
                    if let next = plan.timetable.next(after: now) { wake = min(wake, next) }
                }
                do { try await runner.clock.sleep(until: wake) } catch { break }
            }
            group.cancelAll()
        }
    }

    struct Plan: Sendable {
        var pipeline: Pipeline
        var definition: String
        var timetable: Timetable
    }

    /// Decides on the slots of one pipeline that passed since the last look.
    private func look(at plan: Plan, now: Date, _ group: inout ThrowingDiscardingTaskGroup<any Error>) async throws {
        let name = plan.pipeline.name
        let mark = try await runner.store.scheduleMark(pipeline: name, target: target, definition: plan.definition)
        let due = plan.timetable.moments(after: mark.decidedUntil, through: now)
        guard let slot = due.last else { return }
        let isLate = now.timeIntervalSince(slot) > Self.lateSeconds
        if isLate && !catchesUp {
            try await skip(slot, name, "missed while nobody watched (\(due.count) slots)")
        } else if try await isRunning(name) {
            try await skip(slot, name, "the run before it went on")
        } else if active.begin(name) {
            if isLate || due.count > 1 {
                report("schedule.catch_up", name, "one run stands for \(due.count) slots", slot)
            }
            group.addTask { await start(plan.pipeline, slot) }
        }
    }

    private func isRunning(_ pipeline: String) async throws -> Bool {
        if active.contains(pipeline) { return true }
        return try await !runner.store.runs(limit: 1, pipeline: pipeline, target: target, status: .running).isEmpty
    }

    private func skip(_ slot: Date, _ pipeline: String, _ reason: String) async throws {
        try await runner.store.skipSlot(slot, pipeline: pipeline, target: target, reason: reason)
        report("schedule.skipped", pipeline, "slot skipped: \(reason)", slot, .warning)
    }

    private func start(_ pipeline: Pipeline, _ slot: Date) async {
        await guarded(pipeline.name, slot) { _ = try await runner.run(pipeline, target: target, slot: slot) }
    }

    /// Takes up the latest run of each pipeline when its process left it behind.
    private func takeUp(_ plans: [Plan], _ group: inout ThrowingDiscardingTaskGroup<any Error>) async throws {
        try await runner.store.markCrashedRuns()
        for plan in plans {
            let name = plan.pipeline.name
            guard let run = try await runner.store.runs(limit: 1, pipeline: name, target: target).first,
                run.request.slot != nil, run.error?.code == "run.process_gone", run.resumes < Self.resumesAtMost,
                active.begin(name)
            else { continue }
            report("schedule.resumed", name, "run \(run.id) is taken up: its process ended before it did", nil)
            group.addTask {
                await guarded(name, run.request.slot) {
                    _ = try await runner.resume(run.id.text, pipelines: pipelines)
                }
            }
        }
    }

    /// Does the work of one slot; what it throws is reported, for the other pipelines go on.
    private func guarded(_ pipeline: String, _ slot: Date?, _ work: () async throws -> Void) async {
        do { try await work() } catch {
            let error = WeirError(wrapping: error)
            if error.kind != .interrupted { report("schedule.failed", pipeline, error.message, slot, .error, error) }
        }
        active.end(pipeline)
        report("schedule.idle", pipeline, "waiting for the next slot", slot, .debug)
    }

    private func report(
        _ event: String, _ pipeline: String, _ message: String, _ slot: Date?, _ level: Event.Level = .info,
        _ error: WeirError? = nil
    ) {
        var event = Event(event, "\(pipeline): \(message)", at: runner.clock.now, level: level)
        event.fields["pipeline"] = .string(pipeline)
        event.fields["target"] = .string(target)
        event.fields["slot"] = slot.map { .string($0.iso8601) }
        event.fields["error"] = error?.json
        runner.events.send(event)
    }
}

/// The pipelines that this process runs at the moment.
private final class Active: Sendable {
    private let names = Mutex<Set<String>>([])

    func begin(_ name: String) -> Bool { names.withLock { $0.insert(name).inserted } }
    func end(_ name: String) { _ = names.withLock { $0.remove(name) } }
    func contains(_ name: String) -> Bool { names.withLock { $0.contains(name) } }
}
