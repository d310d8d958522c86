import Diagnostics
import DurableFiles
import Foundation
import JSON

/// Makes a commit the branch's head and brings the checkout along, so that a kill at any moment leaves what can be finished.
///
/// Before the branch moves, a note says from where to where. As long as the note is there, the next call of awos finishes:
/// the branch is the truth, and the files follow.
struct CheckoutSync: Sendable {
    private let git: GitRepository
    private let note: URL

    init(_ git: GitRepository) {
        self.git = git
        note = git.root.appending(path: ".weir/awos/commit.json")
    }

    /// Moves the branch from the old to the new commit and the checkout with it; false when the branch is elsewhere by now.
    ///
    /// `seen` has the objects of files as they are in the checkout, where that is not what the old commit has.
    func move(_ branch: String, from old: String, to new: String, seen: [String: String] = [:]) async throws -> Bool {
        let words: JSONValue = [
            "branch": .string(branch), "old": .string(old), "new": .string(new),
            "seen": .object(JSONObject(seen.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })),
        ]
        try DurableFile.write(words.text() + "\n", to: note)
        let answer = try await git.answer(["update-ref", "refs/heads/\(branch)", new, old])
        guard answer.isSuccess else {
            try forget()
            return false
        }
        try await bringAlong(branch, from: old, to: new, seen: seen)
        try forget()
        return true
    }

    /// Finishes what an earlier call began and did not end; nothing when there is nothing.
    func repair() async throws {
        guard let text = try? String(contentsOf: note, encoding: .utf8) else { return }
        if let value = try? JSONValue.parse(text), let branch = value["branch"]?.string,
            let old = value["old"]?.string, let new = value["new"]?.string,
            try await git.commit("refs/heads/\(branch)") == new
        {
            let seen = (value["seen"]?.object?.pairs ?? []).map { ($0.key, $0.value.string ?? "") }
            try await bringAlong(branch, from: old, to: new, seen: Dictionary(seen) { $1 })
        }
        try forget()
    }

    private func forget() throws {
        if FileManager.default.fileExists(atPath: note.path) { try FileManager.default.removeItem(at: note) }
    }

    private func bringAlong(_ branch: String, from old: String, to new: String, seen: [String: String]) async throws {
        guard try await git.currentBranch() == branch else { return }
        try await git.run(["read-tree", new])
        var written: [String] = []
        for item in try await Patch.items(from: old, to: new, in: git) {
            let file = git.root.appending(path: item.path)
            if item.path.hasSuffix("/" + Ledger.fileName), let blob = item.newBlob {
                try Ledger.bringAlong(file, to: try await git.run(["cat-file", "blob", blob]))
            } else if try await isUntouched(item, seen: seen[item.path]) {
                if item.newBlob == nil { remove(file) } else { written.append(item.path) }
            }
        }
        if !written.isEmpty {
            let folder = try TemporaryDirectory(prefix: "weir-paths")
            let list = try folder.write(written.map { $0 + "\0" }.joined(), to: "paths")
            try await git.run(["checkout-index", "-f", "-z", "--stdin"], input: list)
        }
        _ = try await git.answer(["update-index", "-q", "--refresh"])
    }

    /// Whether a file is as it was before the commit, or as it is in it: what somebody wrote since then stays.
    private func isUntouched(_ item: Patch.Item, seen: String?) async throws -> Bool {
        let file = git.root.appending(path: item.path)
        var status = stat()
        guard lstat(file.path, &status) == 0 else { return true }
        guard status.st_mode & S_IFMT == S_IFREG else { return status.st_mode & S_IFMT == S_IFLNK }
        let now = try await git.run(["hash-object", "--path=\(item.path)", file.path]).trimmed
        return [item.oldBlob, item.newBlob, seen].contains(now)
    }

    private func remove(_ file: URL) {
        var place = file
        guard unlink(place.path) == 0 else { return }
        // Folders that became empty go too, as git does it.
        repeat { place = place.deletingLastPathComponent() } while place.path != git.root.path && rmdir(place.path) == 0
    }
}
