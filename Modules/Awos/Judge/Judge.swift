import Diagnostics
import Foundation
import Project

/// Decides about patches: scope first, then checks on the tree that would come out, then one commit with all of it.
public struct Judge: Sendable {
    /// The repository whose branch gets the commits; its checkout is on the spec's branch.
    public let git: GitRepository
    /// The spec.
    public let folder: SpecFolder
    /// How programs of the tree under judgement are built and called.
    public let toolchain: Toolchain
    /// The time that the ledger gets.
    public let clock: any WallClock
    /// What takes secrets out of everything that is kept.
    public let masker: Masker

    /// A judge of one spec.
    public init(
        git: GitRepository, folder: SpecFolder, toolchain: Toolchain = .swiftPM,
        clock: any WallClock = SystemWallClock(), masker: Masker = Masker()
    ) {
        self.git = git
        self.folder = folder
        self.toolchain = toolchain
        self.clock = clock
        self.masker = masker
    }

    /// Judges one attempt's patch, and writes the verdict into the ledger of the checkout.
    ///
    /// Throws only where nothing could be judged: no disk, no git, another awos at work, a checkout on another branch.
    public func judge(_ task: TaskFile, patch: Patch, attempt: Attempt) async throws -> Verdict {
        try await CheckoutSync(git).repair()
        guard try await git.currentBranch() == folder.branch else { throw WeirError.otherBranch(folder.branch) }
        if let failure = try await objection(to: patch, of: task) { return try fail(task, attempt, failure) }
        let slot = try await CheckSlot.take(in: git, clock: clock)
        defer { slot.release() }
        guard let head = try await git.commit("refs/heads/\(folder.branch)") else {
            throw WeirError.otherBranch(folder.branch)
        }
        guard let tree = try await patch.applied(to: head, in: git, workTree: slot.place) else {
            return Verdict(.outdated(head: head))
        }
        var prover = try await prover(slot, head: head, subject: "\(task.id)")
        if let failure = try await baseObjection(to: patch, of: task, head: head, &prover) {
            return try fail(task, attempt, failure)
        }
        let runs = try await prover.prove(task.checks, of: "\(task.id)", files: task.scope, on: tree)
        if let failure = failure(of: runs, task: task) {
            return try fail(task, attempt, failure, evidence: runs.map(\.evidence), feedback: feedback(runs))
        }
        return try await commit(task, attempt, tree: tree, provedOn: tree, head: head, runs, prover)
    }

    /// What is wrong with a patch before anything is run.
    func objection(to patch: Patch, of task: TaskFile) async throws -> WeirError? {
        guard !patch.isEmpty else { return .nothingChanged(task.id) }
        if !patch.refusals.isEmpty { return .notTakeable(patch.refusals) }
        let ledger = Ledger(contentsOf: folder.ledger)
        if let weakened = try await TestRules(by: ledger).objection(to: patch, in: git) { return weakened }
        let scope = Scope(of: task, by: ledger)
        let refused = patch.items.compactMap { item in
            scope.refusal(of: item.path, existsAtBase: item.change != .added).map { (path: item.path, why: $0) }
        }
        return refused.isEmpty ? nil : .outsideOfScope(refused, of: task.id)
    }

    /// What runs checks in a slot; named commands are those of the head's `weir.yml`, not of the tree under judgement.
    func prover(_ slot: CheckSlot, head: String, subject: String) async throws -> Prover {
        let settings = try await git.text(of: "weir.yml", in: head).map { try AgentSettings.parse($0) }
        let runner = CheckRunner(
            slot: slot.place, main: git.root, toolchain: toolchain, commands: settings?.checks ?? [:],
            environment: git.environment, subject: subject)
        return Prover(
            git: git, slot: slot, store: EvidenceStore(root: git.root, masker: masker), clock: clock,
            ledger: Ledger(contentsOf: folder.ledger), runner: runner)
    }

    /// The first check that is not green, as an error.
    func failure(of runs: [Prover.Run], task: TaskFile) -> WeirError? {
        let open = runs.first { $0.evidence.outcome != .passed }
        guard let open else { return runs.isEmpty ? .noCheck(task.id) : nil }
        switch open.evidence.outcome {
        case .flaky: return .checkFlaky(open.check, of: "\(task.id)")
        case .notRun: return .checkNotRun(open.check, of: "\(task.id)", open.reason)
        default: return .checkFailed(open.check, of: "\(task.id)", open.reason)
        }
    }

    /// What the next attempt should know, about 1,000 tokens at most.
    func feedback(_ runs: [Prover.Run]) -> String {
        let open = runs.filter { $0.evidence.outcome != .passed }
        let text = open.map { run in
            (["\(run.check.text): \(run.reason)"] + FailureText.lines(of: masker.mask(run.output))).joined(
                separator: "\n")
        }.joined(separator: "\n\n")
        return FailureText.cut(text, bytes: 3500)
    }

    func fail(
        _ task: TaskFile, _ attempt: Attempt, _ error: WeirError, evidence: [Evidence] = [], feedback: String = ""
    ) throws -> Verdict {
        let message = masker.mask(error.message)
        let entries =
            evidence.map { LedgerEntry(at: clock.now, .checked($0)) } + [
                LedgerEntry(
                    at: clock.now,
                    .failed(
                        task.id, attempt: attempt.number, code: error.code.rawValue, message: message,
                        usage: attempt.usage))
            ]
        try Ledger.append(entries, to: folder.ledger)
        return Verdict(
            .failed(code: error.code.rawValue, message: message), evidence: evidence,
            feedback: feedback.isEmpty ? message : feedback)
    }

    /// Makes the commit of a task whose checks passed on `proved`, which is `tree` or has other tasks' files as well.
    func commit(
        _ task: TaskFile, _ attempt: Attempt, tree: String, provedOn proved: String, head: String,
        _ runs: [Prover.Run], _ prover: Prover
    ) async throws -> Verdict {
        let inputs = try await prover.inputs(of: proved).digest(task.checks, files: task.scope)
        let evidence = runs.map(\.evidence)
        let entries =
            evidence.map { LedgerEntry(at: clock.now, .checked($0)) } + [
                LedgerEntry(
                    at: clock.now,
                    .done(task.id, attempt: attempt.number, tree: proved, inputs: inputs, usage: attempt.usage))
            ]
        let isFix = try folder.spec().kind == "fix" || task.isFix
        let message = SpecCommit.message(
            isFix ? "fix" : "feat", task.module, task.title,
            body:
                "\(runs.count) checks passed on tree \(proved.prefix(12)), attempt \(attempt.number) by \(attempt.runner).",
            trailer: "Awos-Task: \(task.id)")
        guard
            let commit = try await SpecCommit(git: git, folder: folder).make(
                tree: tree, on: head, adding: entries, message: message)
        else { return Verdict(.outdated(head: try await git.commit("refs/heads/\(folder.branch)") ?? head)) }
        return Verdict(.done(commit: commit), evidence: evidence)
    }
}
