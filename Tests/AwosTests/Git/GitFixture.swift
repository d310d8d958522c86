import DurableFiles
import Foundation

@testable import Awos

/// A git repository in a temporary folder, with an identity of its own and no settings of the machine.
struct GitFixture {
    static let environment: [String: String] = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
        "GIT_AUTHOR_DATE": "2024-06-01T12:00:00Z",
        "GIT_COMMITTER_DATE": "2024-06-01T12:00:00Z",
    ]

    let folder: TemporaryDirectory
    let git: GitRepository

    /// A repository whose branch is `main`, with these files in its first commit.
    init(_ files: [String: String] = ["README.md": "# here\n"]) async throws {
        folder = try TemporaryDirectory(prefix: "weir-git")
        git = GitRepository(root: folder.url, environment: Self.environment)
        try await git.run(["init", "-q", "-b", "main"])
        try await commit(files, "feat: begin")
    }

    /// Writes files and commits everything.
    func commit(_ files: [String: String], _ message: String) async throws {
        for (path, text) in files { try folder.write(text, to: path) }
        try await git.run(["add", "-A"])
        try await git.run(["commit", "-q", "-m", message])
    }

    /// The same repository an hour later.
    func later() -> GitFixture {
        let time = ["GIT_COMMITTER_DATE": "2024-06-01T13:00:00Z"]
        return GitFixture(
            folder: folder,
            git: GitRepository(root: folder.url, environment: Self.environment.merging(time) { $1 }))
    }

    private init(folder: TemporaryDirectory, git: GitRepository) { (self.folder, self.git) = (folder, git) }
}
