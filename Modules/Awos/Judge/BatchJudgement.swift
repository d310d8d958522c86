import Diagnostics

extension Judge {
    /// Judges the work on several tasks, done in one go, on one tree: it is built once, whatever the tasks ask.
    ///
    /// Each path belongs to the first task that may write it. All that is proved becomes a commit a task, in order. What
    /// fails, fails alone and nothing is committed: the verdicts then end with the failed one, and the tasks behind it are
    /// not judged.
    public func judge(_ whole: Patch, of parts: [TaskAttempt]) async throws -> [Verdict] {
        try await CheckoutSync(git).repair()
        guard try await git.currentBranch() == folder.branch else { throw WeirError.otherBranch(folder.branch) }
        let shares = try await shares(of: whole, among: parts.map(\.task))
        for (part, share) in zip(parts, shares) {
            guard let failure = try await objection(to: share.own, of: part.task) else { continue }
            return [try fail(part.task, part.attempt, failure)]
        }
        let slot = try await CheckSlot.take(in: git, clock: clock)
        defer { slot.release() }
        guard var head = try await git.commit("refs/heads/\(folder.branch)") else {
            throw WeirError.otherBranch(folder.branch)
        }
        guard let trees = try await trees(of: shares, on: head, slot) else { return [Verdict(.outdated(head: head))] }
        guard let all = trees.last else { return [] }
        var prover = try await prover(slot, head: head, subject: "\(folder.number)")
        var proofs: [[Prover.Run]] = []
        for part in parts {
            let task = part.task
            let runs = try await prover.prove(task.checks, of: "\(task.id)", files: task.scope, on: all)
            if let failure = failure(of: runs, task: task) {
                return [
                    try fail(task, part.attempt, failure, evidence: runs.map(\.evidence), feedback: feedback(runs))
                ]
            }
            proofs.append(runs)
        }
        var verdicts: [Verdict] = []
        for (part, (tree, runs)) in zip(parts, zip(trees, proofs)) {
            verdicts.append(
                try await commit(part.task, part.attempt, tree: tree, provedOn: all, head: head, runs, prover))
            guard case .done(let commit)? = verdicts.last?.outcome else { break }
            head = commit
        }
        return verdicts
    }

    /// The trees of a head with the first share, with the first two, and so on; nil where one does not fit.
    private func trees(of shares: [(own: Patch, upTo: Patch)], on head: String, _ slot: CheckSlot) async throws
        -> [String]?
    {
        var trees: [String] = []
        for share in shares {
            guard let tree = try await share.upTo.applied(to: head, in: git, workTree: slot.place) else { return nil }
            trees.append(tree)
        }
        return trees
    }

    /// What of a patch each task may write, and all that it and the tasks before it may; what nobody may is the first one's.
    private func shares(of whole: Patch, among tasks: [TaskFile]) async throws -> [(own: Patch, upTo: Patch)] {
        let ledger = Ledger(contentsOf: folder.ledger)
        let scopes = tasks.map { Scope(of: $0, by: ledger) }
        var owners: [String: Int] = [:]
        for item in whole.items {
            owners[item.path] =
                scopes.firstIndex { $0.refusal(of: item.path, existsAtBase: item.change != .added) == nil } ?? 0
        }
        var shares: [(own: Patch, upTo: Patch)] = []
        for index in tasks.indices {
            var own = try await whole.part(in: git) { owners[$0] == index }
            if index == 0 { own.refusals = whole.refusals }
            shares.append((own, try await whole.part(in: git) { owners[$0].map { $0 <= index } ?? false }))
        }
        return shares
    }
}
