import Diagnostics
import Foundation
import Project

/// Whether work on a spec can begin here. Every refusal is one wrong call with its cure, and nothing is written.
public struct Readiness: Sendable {
    private let git: GitRepository
    private let folder: SpecFolder
    private let settings: AgentSettings

    /// The question for a spec of this repository.
    public init(_ folder: SpecFolder, in git: GitRepository, settings: AgentSettings) {
        (self.folder, self.git, self.settings) = (folder, git, settings)
    }

    /// The question for a spec under the settings that its repository's `weir.yml` has now.
    public init(_ folder: SpecFolder, in git: GitRepository) throws {
        self.init(folder, in: git, settings: try AgentSettings.load(git.root))
    }

    /// Throws the first thing that stands in the way of agents or people beginning: history, identity, documents, dirt,
    /// ledger, and last the approval, which autonomous mode records here.
    ///
    /// - Parameter leftovers: where an earlier attempt may have left changes, which are no dirt.
    public func require(at now: Date, leftovers: Scope? = nil) async throws {
        try await requireRepository()
        try requireDocuments()
        try await Preflight(git).requireClean(outside: folder, leftovers: leftovers)
        try await requireLedger()
        try Approval(folder, settings: settings).require(at: now)
    }

    /// Throws for a history that was cut off and for a git that does not know who commits.
    ///
    /// Who commits is asked only where something can be committed: `reportingElsewhere` passes over it on other branches.
    public func requireRepository(reportingElsewhere: Bool = false) async throws {
        try await Preflight(git).requireHistory()
        if reportingElsewhere, try await git.currentBranch() != folder.branch { return }
        try await Preflight(git).requireIdentity()
    }

    /// Throws when the approval does not hold any more, or the ledger was changed: what is asked before a judgement.
    public func requireStanding() async throws {
        try await requireRepository()
        try await requireLedger()
        let state = try Approval(folder, settings: settings).state()
        guard case .standing = state else { throw WeirError.approvalRequired(folder, state) }
    }

    /// Throws for documents that leave open what only a person knows, and for a graph that has no order.
    public func requireDocuments() throws {
        let spec = try folder.spec()
        let tasks = try TaskGraph(try folder.tasks()).tasks
        guard !tasks.isEmpty else { throw WeirError.noTasks(folder) }
        let open = (spec.questions + tasks.flatMap(\.questions)).filter { $0.assumption == nil }
        var errors = open.map { WeirError.openQuestion($0, of: folder) }
        errors += spec.criteria.filter(\.isVague).map { WeirError.vagueCriterion($0, of: folder) }
        try WeirErrors.throwIfAny(errors)
    }

    /// Throws when what was committed of the ledger is not the beginning of what stands in the checkout.
    private func requireLedger() async throws {
        guard try await git.currentBranch() == folder.branch else { return }
        let path = "\(folder.path)/\(Ledger.fileName)"
        guard let committed = try await git.text(of: path, in: "HEAD") else { return }
        let text = String(decoding: Ledger.wholeLines(of: folder.ledger), as: UTF8.self)
        guard text.hasPrefix(committed) else { throw WeirError.ledgerChanged(path) }
    }
}
