import Diagnostics
import Foundation

/// Runs lists of checks on trees in the check slot, and turns what came out into evidence.
struct Prover {
    /// A check and what it came to.
    struct Run: Sendable {
        let check: Check
        let reason: String
        let output: String
        let evidence: Evidence
    }

    let git: GitRepository
    let slot: CheckSlot
    let store: EvidenceStore
    let clock: any WallClock
    let ledger: Ledger
    var runner: CheckRunner
    private var tree: String?
    /// Whether a check has run since the tree was checked out: whatever it wrote is no part of the next one's world.
    private var isUsed = false

    init(
        git: GitRepository, slot: CheckSlot, store: EvidenceStore, clock: any WallClock, ledger: Ledger,
        runner: CheckRunner
    ) {
        (self.git, self.slot, self.store, self.clock) = (git, slot, store, clock)
        (self.ledger, self.runner) = (ledger, runner)
    }

    /// The digests of what answers on a tree depend on.
    func inputs(of tree: String) async throws -> InputsDigest { try await InputsDigest(of: tree, in: git) }

    /// Makes the slot hold this tree, without what a check left there; nothing when it does.
    mutating func stand(on tree: String) async throws {
        guard self.tree != tree || isUsed else { return }
        try await slot.checkOut(tree)
        if self.tree != tree { runner.treeChanged(sample: try await inputs(of: tree).ofSample()) }
        (self.tree, isUsed) = (tree, false)
    }

    /// Runs all checks of a subject on a tree. One that fails is asked once more: two answers make it flaky.
    mutating func prove(
        _ checks: [Check], of subject: String, files: [String], on tree: String
    ) async throws -> [Run] {
        try await stand(on: tree)
        let inputs = try await inputs(of: tree)
        var runs: [Run] = []
        for check in checks {
            let begun = clock.now
            var result = try await result(of: check, subject, on: tree)
            if result.outcome == .failed, !result.isSettled {
                runner.spoilWorld()
                let second = try await self.result(of: check, subject, on: tree)
                if second.outcome == .passed {
                    result = CheckResult(
                        outcome: .flaky, reason: "it failed (\(result.reason)), then passed, on one tree",
                        output: result.output)
                }
            }
            let kept = try store.keep("\(check.text)\n\(result.reason)\n\(result.output)\n")
            runs.append(
                Run(
                    check: check, reason: result.reason, output: result.output,
                    evidence: Evidence(
                        subject: subject, check: check.text, outcome: result.outcome, tree: tree,
                        inputs: try inputs.digest(check, files: files),
                        seconds: clock.now.timeIntervalSince(begun), log: kept.digest, tail: kept.tail)))
        }
        return runs
    }

    private mutating func result(of check: Check, _ subject: String, on tree: String) async throws -> CheckResult {
        guard case .person(let question) = check.form else {
            try await stand(on: tree)
            isUsed = true
            return try await runner.run(check)
        }
        switch ledger.answer(to: question, of: subject) {
        case nil: return .notRun("a person has to answer: \(question)")
        case true?: return .passed("a person said yes")
        case false?: return .failed("a person said no", isSettled: true)
        }
    }
}
