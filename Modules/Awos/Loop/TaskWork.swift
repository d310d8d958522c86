import Diagnostics
import DurableFiles
import Foundation

/// The attempts at one task, until it is proved or nothing is left to try.
struct TaskWork: Sendable {
    let loop: ImplementLoop
    let task: TaskFile
    let runner: Runner

    /// How one attempt ended.
    private enum Step: Sendable {
        case done(commit: String)
        case failed(WeirError, feedback: String)
        case blocked(question: String)
        /// The branch moved on under it: once more, from there.
        case outdated
    }

    func run() async throws -> TaskOutcome {
        let before = loop.ledger
        let begun = Self.attempts(at: task.id, in: before)
        // Whoever calls again after the last attempt wants to try again.
        let last = (begun >= loop.limits.attempts ? begun : 0) + loop.limits.attempts
        var number = begun + 1
        var feedback = Feedback(of: task.id, in: before)
        var failure = WeirError.attemptInterrupted(task.id)
        while number <= last {
            if let spent = Spending(loop.ledger).objection(to: task.id, loop.limits) {
                return .failed(.budgetSpent(spent.what, spent: spent.spent, limit: spent.limit))
            }
            loop.send("task.started", "\(task.id): \(runner.name) works on it, attempt \(number)", task.id)
            switch try await attempt(number, feedback) {
            case .done(let commit):
                loop.send("task.done", "\(task.id): done in \(commit.prefix(10))", task.id)
                return .done(commit: commit)
            case .blocked(let question):
                loop.send("task.blocked", "\(task.id) asks: \(question)", task.id, level: .warning)
                return .blocked(question: question)
            case .outdated:
                loop.send("task.outdated", "\(task.id): begins again from the new head", task.id)
            case .failed(let error, let text):
                loop.send("task.failed", "\(task.id): attempt \(number): \(error.message)", task.id, level: .warning)
                (failure, feedback) = (error, Feedback(text))
                number += 1
            }
        }
        return .failed(failure)
    }

    static func attempts(at task: TaskID, in ledger: Ledger) -> Int {
        if case .open(let attempts) = ledger.state(of: task) { attempts } else { 0 }
    }

    // MARK: One attempt

    private func attempt(_ number: Int, _ feedback: Feedback) async throws -> Step {
        let lease = loop.newLease(task.id, number)
        let pack = try await loop.parts.prompt(task, feedback.text)
        let base = try await loop.bench.use { [loop, task, runner] in
            let found = try await loop.keeper.begin(lease)
            if !found.isEmpty { tell(found, "before \(task.id) began, somebody") }
            let base = try await loop.head()
            try await loop.append(
                .started(task.id, attempt: number, runner: runner.name, base: base, lease: lease))
            return base
        }
        let attempt = Attempt(number, runner: runner.name, base: base, lease: lease)
        let slot = await loop.pool.take()
        do {
            let step = try await work(attempt, pack, in: slot)
            await loop.pool.giveBack(slot)
            return step
        } catch {
            await release(attempt)
            await loop.pool.giveBack(slot)
            throw error
        }
    }

    private func work(_ attempt: Attempt, _ pack: ContextPack, in slot: Slot) async throws -> Step {
        try await slot.reset(
            to: attempt.base, of: loop.git,
            environment: loop.environment.merging([AgentEnvironment.lease: attempt.lease]) { $1 })
        let folder = loop.place(".weir/attempts/\(task.id)-a\(attempt.number)")
        let prompt = folder.appending(path: "prompt.md")
        try DurableFile.write(pack.prompt, to: prompt)
        var attempt = attempt
        var record = PromptRecord(
            of: task, attempt: attempt.number, at: loop.clock.now, runner: runner.name, developer: loop.developer,
            pack: pack)
        let report = try await perform(&attempt, prompt, in: slot)
        let left = await endLeftProcesses(attempt.lease)
        record.usage = attempt.usage
        return try await loop.bench.use { [attempt, record] in
            let found = try await loop.keeper.end(attempt.lease)
            if !found.shared.isEmpty { tell(found.shared, "one of the agents at work, and which one cannot be told,") }
            let step = try await judge(attempt, report, record, findings: found.own, left: left, in: slot)
            try await keep(record, step)
            return step
        }
    }

    /// Says what was done to the repository where nobody answers for it. As far as it could be it is put back: the work of
    /// each is judged on what there is now.
    private func tell(_ findings: [RepositoryGuard.Finding], _ who: String) {
        let what = findings.map(\.description).joined(separator: "; ")
        loop.send("repository.touched", "\(who) \(what)", task.id, level: .warning)
    }

    /// What keeps an attempt from being judged at all, then the judge.
    private func judge(
        _ attempt: Attempt, _ report: AgentReport, _ record: PromptRecord, findings: [RepositoryGuard.Finding],
        left: [LeftProcesses.Found], in slot: Slot
    ) async throws -> Step {
        let found = findings.isEmpty ? nil : WeirError.repositoryTouched(findings.map(\.description))
        let running = left.isEmpty ? nil : WeirError.leftProcesses(left.map(\.description))
        if let error = Self.joined([found, running, report.failure].compactMap { $0 }) {
            return try await fail(attempt, error)
        }
        if let question = report.question {
            try await loop.append(.blocked(task.id, question: question))
            return .blocked(question: question)
        }
        let patch = try await Patch.capture(slot.folder, against: attempt.base, in: loop.git)
        if patch.isEmpty, !report.refused.isEmpty { return try await fail(attempt, .toolsRefused(report.refused)) }
        // The record is part of the commit, where there is one.
        try await keep(record, nil)
        return try await judge(attempt, patch)
    }

    /// Writes down what the agent was told and what came of it.
    private func keep(_ record: PromptRecord, _ step: Step?) async throws {
        var record = record
        switch step {
        case .done: return
        case nil: record.outcome = "Its changes were judged: the ledger has what came out."
        case .outdated: record.outcome = "The branch had moved on: it began again."
        case .blocked(let question): (record.outcome, record.followUps) = ("It asked a person.", [question])
        case .failed(let error, let feedback):
            (record.outcome, record.followUps) = (error.message, feedback == error.message ? [] : [feedback])
        }
        try record.write(to: loop.folder, masker: loop.masker)
        await loop.keeper.noteDocuments()
    }

    /// Several errors as one, by the first one's code.
    private static func joined(_ errors: [WeirError]) -> WeirError? {
        guard var error = errors.first else { return nil }
        error.message = errors.map(\.message).joined(separator: "; ")
        error.notes = errors.flatMap(\.notes)
        return error
    }

    private func judge(_ attempt: Attempt, _ patch: Patch) async throws -> Step {
        let verdict = try await loop.parts.judge(task, patch, attempt)
        switch verdict.outcome {
        case .done(let commit):
            try await loop.keeper.settle(loop.folder.branch, at: [commit])
            return .done(commit: commit)
        case .failed(let code, let message):
            await loop.keeper.noteDocuments()
            return .failed(WeirError(.init(rawValue: code), message), feedback: verdict.feedback)
        case .outdated:
            await loop.keeper.noteDocuments()
            return .outdated
        }
    }

    private func fail(_ attempt: Attempt, _ error: WeirError) async throws -> Step {
        try await loop.append(
            .failed(
                task.id, attempt: attempt.number, code: error.code.rawValue, message: error.message,
                usage: attempt.usage))
        return .failed(error, feedback: ([error.message] + error.notes).joined(separator: "\n"))
    }

    // MARK: The agent

    private func perform(_ attempt: inout Attempt, _ prompt: URL, in slot: Slot) async throws -> AgentReport {
        let began = loop.clock.now
        var report: AgentReport
        switch runner.way {
        case .program(let program):
            let process = AgentProcess(
                program: program, wrap: loop.wrap, limitSeconds: loop.limits.minutes * 60,
                graceSeconds: loop.limits.graceSeconds, clock: loop.clock)
            let transcript = try await process.run(
                prompt: prompt, in: slot.folder,
                environment: AgentEnvironment.variables(
                    loop.environment, credentials: program.credentials, task: task.id, lease: attempt.lease))
            let folder = prompt.deletingLastPathComponent()
            try DurableFile.write(transcript.output, to: folder.appending(path: "output.log"))
            try DurableFile.write(transcript.messages, to: folder.appending(path: "messages.log"))
            report = program.read(transcript)
            if transcript.isLate { report.failure = .agentLate(minutes: loop.limits.minutes) }
        case .replay(let folder):
            report = try ReplayTranscript(in: folder, task: task.id, attempt: attempt.number).play(in: slot.folder)
        case .author(let author):
            report = AgentReport()
            do { try await author.write([task], slot.folder) } catch let error as WeirError { report.failure = error }
        case .person: report = AgentReport()
        }
        attempt.usage = LedgerEntry.Usage(
            seconds: loop.clock.now.timeIntervalSince(began), tokens: report.tokens, dollars: report.dollars)
        return report
    }

    /// Ends what the agent left running; what is gone by itself in a moment was not left.
    private func endLeftProcesses(_ lease: String) async -> [LeftProcesses.Found] {
        for _ in 0..<20 {
            if LeftProcesses.all(leaseBeginsWith: lease).isEmpty { return [] }
            try? await loop.clock.sleep(seconds: 0.05)
        }
        return LeftProcesses.end(leaseBeginsWith: lease)
    }

    /// After an interrupt: the agent's programs end, and the attempt does not count.
    private func release(_ attempt: Attempt) async {
        _ = LeftProcesses.end(leaseBeginsWith: attempt.lease)
        // A task of its own: this one is cancelled, and git would be ended with it. The first error is the one to tell; what
        // cannot be noted here is noted by the next call.
        let noting = Task {
            try await loop.bench.use {
                _ = try await loop.keeper.end(attempt.lease)
                guard case .started(_, _, _, attempt.lease) = loop.ledger.state(of: task.id) else { return }
                try await loop.append(loop.interrupted(task.id, attempt: attempt.number))
            }
        }
        _ = await noting.result
    }
}
