import Diagnostics
import Foundation

/// What an agent has no business to change in the main repository: refs, what is checked out, hooks and settings.
struct RepositorySnapshot: Sendable, Hashable {
    /// Branches, tags, the stash and every other ref but those of remotes, by name.
    var refs: [String: String]
    /// The branch that is checked out, or the commit.
    var head: String
    /// The files of the hooks' folder and of settings, by path inside of the repository's own folder.
    var files: [String: Data]

    /// The largest file that is kept.
    private static let largestBytes = 1 << 20

    /// Looks at a repository. `gitFolder` is its common folder: `.git`.
    init(of git: GitRepository, gitFolder: URL) async throws {
        refs = try await git.references(below: ["refs"]).filter { !$0.key.hasPrefix("refs/remotes/") }
        if let branch = try await git.currentBranch() {
            head = branch
        } else {
            head = try await git.commit("HEAD") ?? ""
        }
        files = [:]
        for path in Self.paths(in: gitFolder) {
            let content = FileManager.default.contents(atPath: gitFolder.appending(path: path).path) ?? Data()
            files[path] = content.prefix(Self.largestBytes)
        }
    }

    private static func paths(in gitFolder: URL) -> [String] {
        let hooks =
            (try? FileManager.default.contentsOfDirectory(atPath: gitFolder.appending(path: "hooks").path)) ?? []
        return hooks.map { "hooks/\($0)" }
            + ["config", "config.worktree", "info/attributes", "info/exclude"].filter {
                FileManager.default.fileExists(atPath: gitFolder.appending(path: $0).path)
            }
    }
}

extension GitRepository {
    /// The folder that all work trees of the repository have in common: `.git`.
    func commonFolder() async throws -> URL {
        let path = try await run(["rev-parse", "--path-format=absolute", "--git-common-dir"]).trimmed
        return URL(filePath: path, directoryHint: .isDirectory)
    }
}
