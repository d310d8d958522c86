import DurableFiles
import Foundation
import JSON
import Terminal

@testable import Awos
@testable import AwosCommand

/// A repository in a temporary folder, and calls of `awos` in it.
struct AwosFixture: Sendable {
    /// What a call came to.
    struct Call: Sendable {
        let output: String
        let messages: String
        let code: Int32

        var json: JSONValue { (try? JSONValue.parse(output)) ?? .null }
    }

    static let environment: [String: String] = [
        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
    ]

    let folder: TemporaryDirectory
    let git: GitRepository

    /// A repository whose branch is `main`, with these files in its first commit.
    init(_ files: [String: String] = ["README.md": "# here\n"]) async throws {
        folder = try TemporaryDirectory(prefix: "weir-awos")
        git = GitRepository(root: folder.url, environment: Self.environment)
        for (path, text) in files { try folder.write(text, to: path) }
        try await git.run(["init", "-q", "-b", "main"])
        try await git.run(["add", "-A"])
        try await git.run(["commit", "-q", "-m", "feat: begin"])
    }

    /// Calls a command with these words in the repository.
    func call(_ words: [String], environment: [String: String] = [:]) async -> Call {
        let (output, messages) = (CollectedText(), CollectedText())
        let console = Console(output: output, messages: messages, color: false)
        let code = await Program(AwosProgram.root, globals: AwosProgram.globals).run(
            words, console: console, environment: Self.environment.merging(environment) { $1 }, directory: folder.url)
        return Call(output: output.text, messages: messages.text, code: code)
    }

    /// Calls a command whose words have no spaces.
    func call(_ line: String) async -> Call { await call(line.split(separator: " ").map(String.init)) }
}
