import Diagnostics
import DurableFiles
import Foundation

/// What somebody changed in a folder against a commit, as a tree of the main repository.
///
/// It is captured through the main repository's git and an index of its own: nothing in the folder's own `.git` has a say.
/// Content is kept byte for byte, modes and symbolic links included; what `.gitignore` leaves out is no part of it.
public struct Patch: Sendable, Hashable {
    /// What became of a path.
    public enum Change: String, Sendable, Hashable {
        case added, changed, deleted
    }

    /// One path that differs.
    public struct Item: Sendable, Hashable {
        /// The path from the root.
        public let path: String
        /// What became of it.
        public let change: Change
        /// git's mode of the new content: `100644`, `100755`, `120000` for a link; `000000` where it is gone.
        public let mode: String
        /// The object of the old content; nil where there was none.
        public let oldBlob: String?
        /// The object of the new content; nil where it is gone.
        public let newBlob: String?
    }

    /// The commit that it is a change of.
    public let base: String
    /// The tree of the folder.
    public let tree: String
    /// Each path that differs, in order.
    public let items: [Item]
    /// What is in the folder and can be no part of any patch: repositories inside, links that lead out; one sentence each.
    public internal(set) var refusals: [String]

    /// The paths that differ.
    public var paths: [String] { items.map(\.path) }
    /// Whether nothing differs.
    public var isEmpty: Bool { items.isEmpty && refusals.isEmpty }

    /// Captures what differs between a commit of this repository and a folder, which may be its own work tree.
    ///
    /// `leavingOut` are paths that count as unchanged, whatever stands there.
    public static func capture(
        _ folder: URL, against base: String, in git: GitRepository, leavingOut: [String] = []
    ) async throws -> Patch {
        let index = try PrivateIndex(git, workTree: folder)
        try await index.run(["read-tree", base])
        let untracked = try await index.run(["ls-files", "--others", "--exclude-standard", "-z"])
        let repositories = untracked.split(separator: "\0").map(String.init).filter { path in
            path.hasSuffix("/") && !leavingOut.contains { path.hasPrefix($0) }
        }
        var excluded = repositories
        // git refuses a pathspec that names what it ignores anyway.
        for path in leavingOut where try await !index.answer(["check-ignore", "-q", path]).isSuccess {
            excluded.append(path)
        }
        try await index.run(["add", "-A", "--", "."] + excluded.map { ":(exclude,literal)\($0)" })
        let tree = try await index.run(["write-tree"]).trimmed
        let items = try await items(from: base, to: tree, in: git)
        var refusals = repositories.map { "\($0) is a git repository of its own" }
        for item in items where item.mode == "160000" { refusals.append("\(item.path) is a git repository of its own") }
        for item in items where item.mode == "120000" {
            let target = try await git.run(["cat-file", "blob", item.newBlob ?? ""])
            if leadsOut(target, from: item.path) {
                refusals.append("\(item.path) is a link that leads out of the tree")
            }
        }
        return Patch(base: base, tree: tree, items: items, refusals: refusals)
    }

    /// What differs between two trees.
    static func items(from old: String, to new: String, in git: GitRepository) async throws -> [Item] {
        let output = try await git.run(["diff-tree", "-r", "-z", "--raw", "--no-renames", old, new])
        let fields = output.split(separator: "\0").map(String.init)
        return stride(from: 0, to: fields.count - 1, by: 2).compactMap { number in
            let words = fields[number].dropFirst().split(separator: " ").map(String.init)
            guard words.count == 5 else { return nil }
            let (isNew, isGone) = (words[0] == "000000", words[1] == "000000")
            return Item(
                path: fields[number + 1], change: isNew ? .added : isGone ? .deleted : .changed, mode: words[1],
                oldBlob: isNew ? nil : words[2], newBlob: isGone ? nil : words[3])
        }
    }

    /// Whether a link may lead out: it is absolute, climbs above the root, or climbs at all after it went down.
    static func leadsOut(_ target: String, from path: String) -> Bool {
        guard !target.hasPrefix("/") else { return true }
        let names = target.split(separator: "/").filter { $0 != "." }
        let climbs = names.prefix { $0 == ".." }.count
        return climbs > path.split(separator: "/").count - 1 || names.dropFirst(climbs).contains("..")
    }

    /// The part of it that is about paths of one's choice.
    public func part(in git: GitRepository, where isTaken: (String) -> Bool) async throws -> Patch {
        let taken = items.filter { isTaken($0.path) }
        let index = try PrivateIndex(git, workTree: git.root)
        try await index.run(["read-tree", base])
        for item in taken {
            if let blob = item.newBlob {
                try await index.run(["update-index", "--add", "--cacheinfo", "\(item.mode),\(blob),\(item.path)"])
            } else {
                try await index.run(["update-index", "--force-remove", "--", item.path])
            }
        }
        return Patch(base: base, tree: try await index.run(["write-tree"]).trimmed, items: taken, refusals: [])
    }

    /// The patch as text that `git apply` reads, binary content included.
    public func text(in git: GitRepository) async throws -> String {
        try await git.run(["diff-tree", "-p", "-r", "--binary", "--full-index", "--no-renames", base, tree])
    }

    /// The tree that comes out when this is done on another commit; nil when the two changed the same lines.
    ///
    /// Where `.gitattributes` says `merge=union`, both sides' lines stay.
    public func applied(to head: String, in git: GitRepository, workTree: URL) async throws -> String? {
        if head == base { return tree }
        let mine = try await git.run(
            ["commit-tree", tree, "-p", base, "-m", "patch"], variables: GitRepository.nobody
        ).trimmed
        let answer = try await git.answer(
            [
                "-c", "merge.renames=false", "-c", "merge.directoryRenames=false", "merge-tree", "--write-tree", "-z",
                "--no-messages", head, mine,
            ])
        guard answer.isSuccess, let tree = answer.output.split(separator: "\0").first.map(String.init) else {
            return nil
        }
        return tree
    }
}
