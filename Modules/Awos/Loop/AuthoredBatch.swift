import Diagnostics
import Foundation

/// The tasks that awos itself writes, all in one go: their files, one judgement, a commit each.
struct AuthoredBatch: Sendable {
    private let loop: ImplementLoop
    private let tasks: [TaskFile]
    private let author: TaskAuthor
    private let runner: String

    /// The open tasks that an author does and that wait for nobody else; nil where there are less than two.
    init?(_ loop: ImplementLoop) throws {
        let ledger = loop.ledger
        var (met, taken): (Set<TaskID>, [TaskFile]) = ([], [])
        var found: (name: String, author: TaskAuthor)?
        for task in try TaskGraph(try loop.folder.tasks()).tasks {
            let state = ledger.state(of: task.id)
            if state.isDone { met.insert(task.id) }
            guard case .open = state, !task.isFix, met.isSuperset(of: task.dependsOn) else { continue }
            let runner = try loop.parts.runner(task)
            guard case .author(let author) = runner.way, runner.name == found?.name ?? runner.name else { continue }
            found = (runner.name, author)
            met.insert(task.id)
            taken.append(task)
        }
        guard let found, taken.count > 1 else { return nil }
        (self.loop, tasks, author, runner) = (loop, taken, found.author, found.name)
    }

    /// What became of each task; one that was not judged is left out.
    func run() async throws -> [TaskID: TaskOutcome] {
        let slot = await loop.pool.take()
        do {
            let outcomes = try await work(in: slot)
            await loop.pool.giveBack(slot)
            return outcomes
        } catch {
            await loop.pool.giveBack(slot)
            throw error
        }
    }

    private func work(in slot: Slot) async throws -> [TaskID: TaskOutcome] {
        let base = try await loop.head()
        let parts = tasks.map { task in
            let number = TaskWork.attempts(at: task.id, in: loop.ledger) + 1
            return TaskAttempt(
                task, Attempt(number, runner: runner, base: base, lease: loop.newLease(task.id, number)))
        }
        try await loop.bench.use { [loop] in
            for part in parts {
                let (task, attempt) = (part.task, part.attempt)
                try await loop.append(
                    .started(
                        task.id, attempt: attempt.number, runner: attempt.runner, base: base, lease: attempt.lease))
            }
        }
        let names = tasks.map { "\($0.id)" }.joined(separator: ", ")
        loop.send("task.started", "\(names): \(runner) writes all their files", tasks[0].id)
        let began = loop.clock.now
        try await slot.reset(to: base, of: loop.git, environment: loop.environment)
        do { try await author.write(tasks, slot.folder) } catch let error as WeirError {
            return try await loop.bench.use { try await conclude([try fail(parts[0], error)], parts) }
        }
        let seconds = loop.clock.now.timeIntervalSince(began) / Double(parts.count)
        let finished = parts.map { part in
            var attempt = part.attempt
            attempt.usage.seconds = seconds
            return TaskAttempt(part.task, attempt)
        }
        return try await loop.bench.use { [loop] in
            let whole = try await Patch.capture(slot.folder, against: base, in: loop.git)
            return try await conclude(try await loop.parts.judgeTogether(whole, finished), finished)
        }
    }

    private func fail(_ part: TaskAttempt, _ error: WeirError) throws -> Verdict {
        let (code, message) = (error.code.rawValue, loop.masker.mask(error.message))
        let event = LedgerEntry.Event.failed(
            part.task.id, attempt: part.attempt.number, code: code, message: message, usage: part.attempt.usage)
        try Ledger.append([LedgerEntry(at: loop.clock.now, event)], to: loop.folder.ledger)
        return Verdict(.failed(code: code, message: message), feedback: message)
    }

    /// Takes verdicts over; what was not judged is given back, and did not count.
    private func conclude(
        _ verdicts: [Verdict], _ parts: [TaskAttempt]
    ) async throws -> [TaskID: TaskOutcome] {
        var outcomes: [TaskID: TaskOutcome] = [:]
        var commits: [String] = []
        for (part, verdict) in zip(parts, verdicts) {
            let task = part.task
            switch verdict.outcome {
            case .done(let commit):
                commits.append(commit)
                outcomes[task.id] = .done(commit: commit)
                loop.send("task.done", "\(task.id): done in \(commit.prefix(10))", task.id)
            case .failed(let code, let message):
                outcomes[task.id] = .failed(WeirError(.init(rawValue: code), message))
                loop.send("task.failed", "\(task.id): \(message)", task.id, level: .warning)
            case .outdated: loop.send("task.outdated", "\(task.id): begins again from the new head", task.id)
            }
        }
        try await loop.keeper.settle(loop.folder.branch, at: commits)
        let ledger = loop.ledger
        for part in parts {
            guard case .started = ledger.state(of: part.task.id) else { continue }
            try await loop.append(loop.interrupted(part.task.id, attempt: part.attempt.number))
            if outcomes.values.contains(where: \.isFailed) { outcomes[part.task.id] = .waiting }
        }
        return outcomes
    }
}
