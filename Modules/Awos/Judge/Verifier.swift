import Diagnostics
import Foundation

/// What became of the criteria of a spec.
public struct Verification: Sendable {
    /// One criterion.
    public struct Result: Sendable, Hashable {
        /// Its name: `AC-1`.
        public let id: String
        /// Whether it is proved.
        public let isProved: Bool
        /// One sentence: what came out.
        public let reason: String
        /// Whether its checks were run now; a stale-only call leaves out what is fresh.
        public let wasRun: Bool
    }

    /// Each criterion in order.
    public let results: [Result]
    /// The tasks that were made for criteria that failed, by their files.
    public let fixTasks: [String]
    /// The done tasks that are open again: a check of theirs fails on what there is now.
    public let reopened: [TaskID]
    /// The commit that holds evidence and boxes; nil where the checkout is not on the spec's branch, or nothing was new.
    public let commit: String?

    /// Whether every criterion is proved, and every task that was done still is.
    public var isProved: Bool { results.allSatisfy(\.isProved) && reopened.isEmpty }
}

extension Judge {
    /// Runs the checks of every criterion on the branch's head, or on what is checked out where that is another branch.
    ///
    /// On the spec's branch evidence and boxes become a commit, and each criterion whose check fails gets a task. Done tasks
    /// whose evidence a later task made stale are looked at again there. Elsewhere (a pull request's checkout, a merged
    /// spec) it only reports.
    ///
    /// - Parameter cold: in an empty folder, with nothing built before.
    /// - Parameter staleOnly: only those whose evidence is missing or older than what it depends on.
    public func verify(cold: Bool = false, staleOnly: Bool = false) async throws -> Verification {
        try await CheckoutSync(git).repair()
        let isOnBranch = try await git.currentBranch() == folder.branch
        guard let head = try await git.commit("HEAD") else { throw WeirError.noCommit() }
        let (spec, tasks) = (try folder.spec(), try TaskGraph(try folder.tasks()).tasks)
        let slot = try await CheckSlot.take(in: git, cold: cold, clock: clock)
        defer {
            if cold { slot.remove() }
            slot.release()
        }
        var prover = try await prover(slot, head: head, subject: "\(folder.number)")
        var entries: [LedgerEntry] = []
        if isOnBranch, let base = try await SpecBranch(folder, in: git).base(), base != head {
            entries += try await baseEvidence(spec, base: base, &prover)
        }
        var runs: [String: [Prover.Run]] = [:]
        let fresh = staleOnly ? try await proved(spec, tasks, on: head, adding: []) : []
        for criterion in spec.criteria where !fresh.contains(criterion.id) {
            let found = try await prover.prove(
                criterion.checks, of: spec.subject(of: criterion), files: tasks.filesOfCriterion(criterion.id),
                on: try await git.tree(of: head))
            runs[criterion.id] = found
            entries += found.map { LedgerEntry(at: clock.now, .checked($0.evidence)) }
        }
        let proved = try await proved(spec, tasks, on: head, adding: entries)
        let results = spec.criteria.map { result($0, of: spec, runs[$0.id], isProved: proved.contains($0.id), entries) }
        guard isOnBranch else { return Verification(results: results, fixTasks: [], reopened: [], commit: nil) }
        let look = try await lookAgain(at: tasks, on: try await git.tree(of: head), &prover)
        return try await keep(results, runs, spec, tasks, entries + look.entries, look.reopened, head: head)
    }

    private func proved(
        _ spec: FunctionalSpec, _ tasks: [TaskFile], on head: String, adding entries: [LedgerEntry]
    ) async throws -> Set<String> {
        let ledger = Ledger(Ledger(contentsOf: folder.ledger).entries + entries)
        return try BoxRendering.proved(
            spec, tasks: tasks, by: ledger, on: try await InputsDigest(of: head, in: git))
    }

    /// What the checks come to on what there was before the work, once for each: one that passes there proves nothing.
    private func baseEvidence(
        _ spec: FunctionalSpec, base: String, _ prover: inout Prover
    ) async throws -> [LedgerEntry] {
        let (ledger, tree) = (Ledger(contentsOf: folder.ledger), try await git.tree(of: base))
        var entries: [LedgerEntry] = []
        for criterion in spec.criteria {
            let subject = Ledger.atBase(spec.subject(of: criterion))
            let known = ledger.evidence(of: subject)
            for check in criterion.checks where !check.keeps && known[check.text] == nil {
                if case .person = check.form { continue }
                guard try await isAskable(check, at: base) else { continue }
                let runs = try await prover.prove([check], of: subject, files: [], on: tree)
                entries += runs.map { LedgerEntry(at: clock.now, .checked($0.evidence)) }
            }
        }
        return entries
    }

    /// Whether the base can have an answer at all: a test whose name stands nowhere in it fails without being built.
    private func isAskable(_ check: Check, at base: String) async throws -> Bool {
        guard case .test(let name) = check.form, let word = name.test ?? name.suite else { return true }
        return try await git.answer(["grep", "-q", "-F", "-e", word, base, "--", "Tests/\(name.target)"]).isSuccess
    }

    private func result(
        _ criterion: Criterion, of spec: FunctionalSpec, _ runs: [Prover.Run]?, isProved: Bool,
        _ entries: [LedgerEntry]
    ) -> Verification.Result {
        let ledger = Ledger(Ledger(contentsOf: folder.ledger).entries + entries)
        let open = runs?.first { $0.evidence.outcome != .passed }
        let reason =
            if criterion.isVague {
                "it has no check"
            } else if let open {
                "\(open.check.title): \(open.reason)"
            } else if ledger.provesNothing(criterion, of: spec.subject(of: criterion)) {
                "it was true before the work, so it proves nothing; say `keeps: true` if that is meant"
            } else {
                isProved ? "proved" : "not proved"
            }
        return Verification.Result(
            id: criterion.id, isProved: isProved, reason: masker.mask(reason), wasRun: runs != nil)
    }

    private func keep(
        _ results: [Verification.Result], _ runs: [String: [Prover.Run]], _ spec: FunctionalSpec, _ tasks: [TaskFile],
        _ entries: [LedgerEntry], _ reopened: [TaskID], head: String
    ) async throws -> Verification {
        var files: [String] = []
        // A criterion that a task carries which is open again waits for that one.
        let waiting = Set(tasks.filter { reopened.contains($0.id) }.flatMap(\.criteria))
        for criterion in spec.criteria where !waiting.contains(criterion.id) {
            let failed = (runs[criterion.id] ?? []).filter { [.failed, .flaky].contains($0.evidence.outcome) }
            guard !failed.isEmpty else { continue }
            let fix = FixTask(
                folder: folder, criterion: criterion, failed: failed.map(\.check), output: feedback(failed))
            if let file = try fix.write(tasks: try folder.tasks()) { files.append(file) }
        }
        guard !entries.isEmpty else {
            return Verification(results: results, fixTasks: files, reopened: reopened, commit: nil)
        }
        let count = results.count(where: \.isProved)
        let message = SpecCommit.message(
            "docs", "spec", "prove \(count) of \(results.count) criteria of \(folder.number)",
            body: results.map { "\($0.id): \($0.reason)" }.joined(separator: "\n"),
            trailer: "Awos-Spec: \(folder.number)")
        let commit = try await SpecCommit(git: git, folder: folder).make(
            tree: try await git.tree(of: head), on: head, adding: entries, message: message)
        guard let commit else { throw WeirError.branchMoved(folder.branch) }
        return Verification(results: results, fixTasks: files, reopened: reopened, commit: commit)
    }
}
