import Diagnostics
import Foundation

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
    /// Throws only where nothing could be judged: no disk, no git, another awos at work.
    public func judge(_ task: TaskFile, patch: Patch, attempt: Attempt) async throws -> Verdict {
        if let failure = objection(to: patch, of: task) { return try fail(task, attempt, failure) }
        return try fail(task, attempt, .notJudged(task.id))
    }

    /// What is wrong with a patch before anything is run.
    func objection(to patch: Patch, of task: TaskFile) -> WeirError? {
        guard !patch.isEmpty else { return .nothingChanged(task.id) }
        if !patch.refusals.isEmpty { return .notTakeable(patch.refusals) }
        let scope = Scope(of: task, by: Ledger(contentsOf: folder.ledger))
        let refused = patch.items.compactMap { item in
            scope.refusal(of: item.path, existsAtBase: item.change != .added).map { (path: item.path, why: $0) }
        }
        return refused.isEmpty ? nil : .outsideOfScope(refused, of: task.id)
    }

    private func fail(
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
}
