import Diagnostics
import Foundation

/// The branch of a spec: `awos/003-air-quality`.
public struct SpecBranch: Sendable {
    private let git: GitRepository
    private let folder: SpecFolder

    /// The branch of this spec.
    public init(_ folder: SpecFolder, in git: GitRepository) { (self.folder, self.git) = (folder, git) }

    /// Finishes a commit that an earlier call of awos began and did not end.
    public func repair() async throws { try await CheckoutSync(git).repair() }

    /// Puts the checkout on the branch, which begins where the checkout is, and makes the spec's files its first commit.
    ///
    /// May be called again at any time; what an earlier call of awos began and did not end is finished first.
    public func prepare() async throws {
        try await repair()
        if try await git.currentBranch() != folder.branch {
            let exists = try await git.commit("refs/heads/\(folder.branch)") != nil
            try await git.run(["switch", "-q"] + (exists ? [folder.branch] : ["-c", folder.branch]))
        }
        guard try await git.text(of: "\(folder.path)/\(FunctionalSpec.fileName)", in: "HEAD") == nil else { return }
        let head = try await git.run(["rev-parse", "HEAD"]).trimmed
        let message = SpecCommit.message(
            "docs", "spec", "\(folder.number) \(try folder.spec().title)", body: "What is wanted, and what proves it.",
            trailer: "Awos-Spec: \(folder.number)")
        let tree = try await git.tree(of: head)
        let commit = try await SpecCommit(git: git, folder: folder).make(
            tree: tree, on: head, adding: [], message: message)
        guard commit != nil else { throw WeirError.branchMoved(folder.branch) }
    }

    /// The commit from which the branch began: the last one that it shares with the main branch; nil when that is unknown.
    ///
    /// The main branch here may be ahead of the one that was fetched, or behind it: the nearer commit counts. A main branch
    /// that has taken in all of this one says nothing, unless no other does.
    public func base() async throws -> String? {
        var found: [(commit: String, distance: Int)] = []
        for name in ["refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master"] {
            guard let main = try await git.commit(name) else { continue }
            let answer = try await git.answer(["merge-base", main, "HEAD"])
            guard answer.isSuccess else { continue }
            let commit = answer.output.trimmed
            let count = try await git.run(["rev-list", "--count", "\(commit)..HEAD"]).trimmed
            found.append((commit, Int(count) ?? 0))
        }
        let began = found.filter { $0.distance > 0 }
        return (began.isEmpty ? found : began).min { $0.distance < $1.distance }?.commit
    }
}
