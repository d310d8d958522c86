import Diagnostics
import Foundation
import Subprocesses

/// A git work tree, asked through the `git` program.
///
/// No hook runs, nothing prompts, and variables that would point git elsewhere are taken out: what an agent leaves in a
/// repository's settings has no say in what awos does there.
public struct GitRepository: Sendable, Hashable {
    /// The root of the work tree.
    public let root: URL
    /// The variables that git gets.
    let environment: [String: String]

    /// The repository at this root; `environment` is the process's.
    public init(root: URL, environment: [String: String]) {
        self.root = root
        var variables = environment.filter { !$0.key.hasPrefix("GIT_") || Self.kept.contains($0.key) }
        variables["GIT_TERMINAL_PROMPT"] = "0"
        variables["GIT_OPTIONAL_LOCKS"] = "0"
        variables["LC_ALL"] = "C"
        self.environment = variables
    }

    /// The same git, in another folder.
    func at(_ folder: URL) -> GitRepository { GitRepository(root: folder, environment: environment) }

    /// The folder that holds its objects and references: `.git`, or what a file of that name points to.
    var directory: URL {
        let place = root.appending(path: ".git")
        guard let text = try? String(contentsOf: place, encoding: .utf8), text.hasPrefix("gitdir:") else {
            return place
        }
        return URL(filePath: text.dropFirst("gitdir:".count).trimmed, relativeTo: root).absoluteURL
    }

    /// The author of objects that no branch ever holds.
    static let nobody = [
        "GIT_AUTHOR_NAME": "awos", "GIT_AUTHOR_EMAIL": "awos@localhost", "GIT_COMMITTER_NAME": "awos",
        "GIT_COMMITTER_EMAIL": "awos@localhost",
    ]

    /// Who commits, where the environment says it, and which settings a test keeps away.
    private static let kept: Set<String> = [
        "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
        "GIT_COMMITTER_DATE", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH", "GIT_SSH_COMMAND",
    ]

    /// The repository that holds this folder; throws `awos.no_repository`.
    public static func find(from folder: URL, environment: [String: String]) async throws -> GitRepository {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw WeirError.noFolder(folder.path)
        }
        let here = GitRepository(root: folder, environment: environment)
        let answer = try await here.answer(["rev-parse", "--show-toplevel"])
        guard answer.isSuccess else { throw WeirError.noRepository(folder.path) }
        return GitRepository(
            root: URL(filePath: answer.output.trimmed, directoryHint: .isDirectory), environment: environment)
    }

    /// What git answered.
    public struct Answer: Sendable, Hashable {
        /// How it ended.
        public let ending: SubprocessEnding
        /// Standard output.
        public let output: String
        /// Standard error.
        public let messages: String
        /// Whether it exited with 0.
        public var isSuccess: Bool { ending.isSuccess }
    }

    /// Runs git with these words and more variables; any ending is an answer.
    ///
    /// `input` is a file that it reads as standard input, `output` one that gets what it writes, as bytes.
    public func answer(
        _ words: [String], variables: [String: String] = [:], input: URL? = nil, output: URL? = nil
    ) async throws -> Answer {
        let settings = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "core.quotePath=false", "gc.auto=0"]
        let launch = SubprocessLaunch(
            "git", settings.flatMap { ["-c", $0] } + words, directory: root,
            environment: environment.merging(variables) { $1 })
        let handle = try input.map { try FileHandle(forReadingFrom: $0) }
        let program = try Subprocess(
            launch, input: handle.map { .descriptor($0.fileDescriptor) } ?? .null,
            output: output.map { .file($0) } ?? .kept(), messages: .kept())
        let ending = try await program.finish()
        try handle?.close()
        return Answer(ending: ending, output: program.output, messages: program.messages)
    }

    /// Runs git with these words; its output. Throws `awos.git_failed` with what it said when it fails.
    @discardableResult
    public func run(
        _ words: [String], variables: [String: String] = [:], input: URL? = nil, output: URL? = nil
    ) async throws -> String {
        let answer = try await answer(words, variables: variables, input: input, output: output)
        guard answer.isSuccess else { throw WeirError.gitFailed(words, answer.messages) }
        return answer.output
    }

    // MARK: Questions

    /// The commit that a name stands for; nil when there is none.
    public func commit(_ name: String) async throws -> String? {
        let answer = try await answer(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(name)^{commit}"])
        return answer.isSuccess ? answer.output.trimmed : nil
    }

    /// The tree of a commit.
    public func tree(of commit: String) async throws -> String {
        try await run(["rev-parse", "--verify", "--end-of-options", "\(commit)^{tree}"]).trimmed
    }

    /// The branch that is checked out; nil when none is.
    public func currentBranch() async throws -> String? {
        let answer = try await answer(["symbolic-ref", "--quiet", "--short", "HEAD"])
        return answer.isSuccess ? answer.output.trimmed : nil
    }

    /// All branches, those of remotes included, by their whole name and commit: `refs/heads/main`.
    public func references(below prefixes: [String] = ["refs/heads", "refs/remotes"]) async throws -> [String: String] {
        let output = try await run(["for-each-ref", "--format=%(objectname) %(refname)"] + prefixes)
        let pairs = output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        return Dictionary(pairs.filter { $0.count == 2 }.map { ($0[1], $0[0]) }) { $1 }
    }

    /// A file as it is in a commit; nil when it is not there.
    public func text(of path: String, in commit: String) async throws -> String? {
        let answer = try await answer(["cat-file", "blob", "\(commit):\(path)"])
        return answer.isSuccess ? answer.output : nil
    }

    /// The paths that differ from the last commit, untracked ones on request.
    public func changedPaths(untracked: Bool) async throws -> [String] {
        let output = try await run(["status", "--porcelain=v1", "-z", "--no-renames", "-u\(untracked ? "all" : "no")"])
        return output.split(separator: "\0").map { String($0.dropFirst(3)) }
    }

    /// Whether history was cut off when this was cloned.
    public func isShallow() async throws -> Bool {
        try await run(["rev-parse", "--is-shallow-repository"]).trimmed == "true"
    }

    /// Who would be the author of a commit: `Ada <ada@example.org>`; nil when git does not know.
    public func identity() async throws -> String? {
        let answer = try await answer(
            ["var", "GIT_AUTHOR_IDENT"],
            variables: [
                "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.useConfigOnly", "GIT_CONFIG_VALUE_0": "true",
            ])
        guard answer.isSuccess, let end = answer.output.lastIndex(of: ">") else { return nil }
        return String(answer.output[...end])
    }
}
