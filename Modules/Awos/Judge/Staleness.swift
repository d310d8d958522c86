import Foundation

/// Which evidence no longer says anything about what there is: what it depends on changed since.
public struct Staleness: Sendable {
    /// The done tasks whose inputs changed.
    public let tasks: [TaskID]
    /// The criteria with passed evidence whose inputs changed.
    public let criteria: [String]

    /// What is stale of a spec on this commit.
    public init(_ folder: SpecFolder, on commit: String, in git: GitRepository) async throws {
        let inputs = try await InputsDigest(of: commit, in: git)
        let (ledger, tasks, spec) = (Ledger(contentsOf: folder.ledger), try folder.tasks(), try folder.spec())
        self.tasks = try tasks.filter { task in
            guard case .done(_, let digest) = ledger.state(of: task.id) else { return false }
            return try inputs.digest(task.checks, files: task.scope) != digest
        }.map(\.id)
        criteria = try spec.criteria.filter { criterion in
            let evidence = ledger.evidence(of: spec.subject(of: criterion))
            let files = tasks.filesOfCriterion(criterion.id)
            return try criterion.checks.contains { check in
                guard let last = evidence[check.text], last.outcome == .passed else { return false }
                return try last.inputs != inputs.digest(check, files: files)
            }
        }.map(\.id)
    }
}
