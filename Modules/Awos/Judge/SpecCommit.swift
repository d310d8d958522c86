import Diagnostics
import DurableFiles
import Foundation

/// One commit of awos on a spec's branch: a tree of code, and the spec's folder as it is in the checkout with new lines in
/// its ledger, and its boxes and its account as these have them.
struct SpecCommit: Sendable {
    let git: GitRepository
    let folder: SpecFolder

    /// Makes the commit, moves the branch and brings the checkout along; nil when the branch is not where it was.
    func make(
        tree: String, on head: String, adding entries: [LedgerEntry], message: String
    ) async throws -> String? {
        let index = try PrivateIndex(git, workTree: git.root)
        try await index.run(["read-tree", tree])
        try await index.run(["add", "-A", "--", ":(literal)\(folder.path)"])
        let text = String(decoding: Ledger.wholeLines(of: folder.ledger), as: UTF8.self) + Ledger.text(of: entries)
        var seen: [String: String] = [:]
        for (file, text) in try await rendered(Ledger(text: text), on: tree) {
            let path = "\(folder.path)/\(file)"
            if FileManager.default.fileExists(atPath: folder.file(file).path) {
                seen[path] = try await git.run(
                    ["hash-object", "--path=\(path)", folder.file(file).path]
                ).trimmed
            }
            try await put(text, at: path, into: index)
        }
        try await put(text, at: "\(folder.path)/\(Ledger.fileName)", into: index)
        let whole = try await index.run(["write-tree"]).trimmed
        let place = try TemporaryDirectory(prefix: "weir-message")
        let file = try place.write(message, to: "message")
        let commit = try await git.run(["commit-tree", whole, "-p", head, "-F", file.path]).trimmed
        return try await CheckoutSync(git).move(folder.branch, from: head, to: commit, seen: seen) ? commit : nil
    }

    /// The documents with boxes and the account of the work, by their name in the folder.
    private func rendered(_ ledger: Ledger, on tree: String) async throws -> [(String, String)] {
        let inputs = try await InputsDigest(of: tree, in: git)
        let spec = try folder.spec()
        let tasks = try folder.tasks()
        let proved = try BoxRendering.proved(spec, tasks: tasks, by: ledger, on: inputs)
        var all = [(FunctionalSpec.fileName, BoxRendering.spec(spec, proved: proved))]
        if let list = try? folder.document(BoxRendering.tasksFile) {
            all.append((BoxRendering.tasksFile, BoxRendering.tasks(list, by: ledger)))
        }
        let account = PullRequestText(
            spec: spec, tasks: try TaskGraph(tasks).tasks, ledger: ledger,
            considerations: try? folder.document("technical-considerations.md"))
        return all + [(PullRequestText.fileName, account.text)]
    }

    private func put(_ text: String, at path: String, into index: PrivateIndex) async throws {
        let place = try TemporaryDirectory(prefix: "weir-blob")
        let file = try place.write(text, to: "text")
        let blob = try await index.run(["hash-object", "-w", "--path=\(path)", file.path]).trimmed
        try await index.run(["update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)"])
    }

    /// A message in the form of Conventional Commits, its first line at most 72 characters.
    static func message(_ type: String, _ scope: String, _ title: String, body: String, trailer: String) -> String {
        let what = title.prefix(1).lowercased() + title.dropFirst()
        let first = "\(type)(\(scope.lowercased())): \(what.filter { !$0.isNewline })"
        return "\(first.count > 72 ? first.prefix(71) + "…" : first)\n\n\(body)\n\n\(trailer)\n"
    }
}
