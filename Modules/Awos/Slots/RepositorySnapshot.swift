import Diagnostics
import Foundation

/// What an agent has no business to change in the main repository and its checkout.
struct RepositorySnapshot: Sendable, Hashable {
    /// Branches, tags, the stash and every other ref but those of remotes, by name.
    var refs: [String: String]
    /// The branch that is checked out, or the commit.
    var head: String
    /// The files of the hooks' folder and of settings, by path inside of the repository's own folder.
    var settings: [String: Data]
    /// The spec's documents and its ledger as they are in the checkout, by path inside of the spec's folder.
    var documents: [String: Data]
    /// The tracked files of the checkout that are changed, the spec's left out.
    var changed: Set<String>

    /// The largest file that is kept.
    private static let largestBytes = 4 << 20

    /// Looks at a repository. `gitFolder` is its common folder: `.git`; `spec` the folder of a spec's documents.
    init(of git: GitRepository, gitFolder: URL, spec: URL) async throws {
        refs = try await git.references(below: ["refs"]).filter { !$0.key.hasPrefix("refs/remotes/") }
        if let branch = try await git.currentBranch() {
            head = branch
        } else {
            head = try await git.commit("HEAD") ?? ""
        }
        settings = Self.contents(of: Self.settings(in: gitFolder), in: gitFolder)
        documents = Self.documents(in: spec)
        let inside = SpecTree(root: git.root).shown(spec) + "/"
        changed = Set(try await git.changedPaths(untracked: false).filter { !$0.hasPrefix(inside) })
    }

    /// The spec's files.
    static func documents(in spec: URL) -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: spec.path)?.compactMap { $0 as? String } ?? []
        return contents(of: names, in: spec)
    }

    private static func settings(in gitFolder: URL) -> [String] {
        let hooks =
            (try? FileManager.default.contentsOfDirectory(atPath: gitFolder.appending(path: "hooks").path)) ?? []
        return hooks.map { "hooks/\($0)" } + ["config", "config.worktree", "info/attributes", "info/exclude"]
    }

    private static func contents(of paths: [String], in folder: URL) -> [String: Data] {
        var contents: [String: Data] = [:]
        for path in paths {
            let place = folder.appending(path: path).path
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            contents[path] = FileManager.default.contents(atPath: place).map { Data($0.prefix(largestBytes)) } ?? Data()
        }
        return contents
    }
}

extension GitRepository {
    /// The folder that all work trees of the repository have in common: `.git`.
    func commonFolder() async throws -> URL {
        let path = try await run(["rev-parse", "--path-format=absolute", "--git-common-dir"]).trimmed
        return URL(filePath: path, directoryHint: .isDirectory)
    }
}
