import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

/// A repository with a spec whose tasks each ask for one file, a judge that looks at that file, and scripts as agents.
struct LoopFixture: Sendable {
    let fixture: GitFixture
    let folder: SpecFolder
    let events = CollectingSink()

    var git: GitRepository { fixture.git }
    var root: URL { fixture.folder.url }
    var ledger: Ledger { Ledger(contentsOf: folder.ledger) }

    /// A spec with these tasks, by number, and what each waits for; `scopes` names another scope than its own file.
    init(_ tasks: [Int: [Int]] = [1: []], scopes: [Int: String] = [:]) async throws {
        var files = [
            ".gitignore": ".weir/\n", "Tests/OldTests/Old.swift": "old\n", "README.md": "# here\n",
            "context/spec/003-things/functional-spec.md":
                "---\nid: \"003\"\ntitle: Things\nkind: other\nname: things\n---\n",
        ]
        for (number, after) in tasks {
            files["context/spec/003-things/tasks/0\(number)-part.md"] = TaskFixture.text(
                "003-T\(number)", after: after.map { "003-T\($0)" },
                mayWrite: [scopes[number] ?? "out/\(number).txt", "Tests/NewTests/**", "Tests/OldTests/**"].prefix(
                    scopes[number] == nil ? 3 : 1
                ).map { $0 })
        }
        fixture = try await GitFixture(files)
        try await fixture.git.run(["switch", "-q", "-c", "awos/003-things"])
        folder = try SpecTree(root: fixture.folder.url).folder("003")
    }

    /// A loop whose agent is this script; `$AWOS_TASK` names the task, and `$REPO` the main repository.
    func loop(
        _ script: String, limits: LoopLimits = LoopLimits(graceSeconds: 0.05), verify: [UnprovedCriterion] = []
    ) async throws -> ImplementLoop {
        let agent = try fixture.folder.write(
            "#!/bin/sh\nREPO='\(root.path)'\nnumber=${AWOS_TASK##*-T}\n\(script)\n", to: ".weir/agent.sh")
        return try await ImplementLoop(
            folder, in: git, limits: limits,
            parts: LoopParts(
                runner: { [root] _ in try .command(["sh", agent.path], root: root) },
                prompt: { try prompt($0, $1) },
                judge: { try await judge($0, $1, $2) }, verify: { verify }),
            environment: GitFixture.environment, events: events)
    }

    private func prompt(_ task: TaskFile, _ failure: String?) throws -> ContextPack {
        let text = "do \(task.id)\n" + (failure.map { "before: \($0)\n" } ?? "")
        return try ContextPack(opening: text, of: "\(task.id)", budgetTokens: 100_000) { _ in }
    }

    /// What a good agent does.
    static let good = "mkdir -p out; echo right > out/$number.txt"

    /// A file of the branch.
    func text(_ path: String) async throws -> String? { try await git.text(of: path, in: folder.branch) }

    /// The messages of the attempts that failed, with their codes.
    var failures: [(code: String, message: String)] {
        ledger.entries.compactMap { entry in
            if case .failed(_, _, let code, let message, _) = entry.event { (code, message) } else { nil }
        }
    }

    // MARK: The judge

    /// Scope first, then whether the task's file says `right`; a commit with the ledger, and the checkout follows.
    private func judge(_ task: TaskFile, _ patch: Patch, _ attempt: Attempt) async throws -> Verdict {
        if let error = try await Judge(git: git, folder: folder).objection(to: patch, of: task) {
            return try fail(task, attempt, error)
        }
        let head = try #require(try await git.commit(folder.branch))
        guard let tree = try await patch.applied(to: head, in: git, workTree: root) else {
            return Verdict(.outdated(head: head))
        }
        guard try await git.text(of: "out/\(task.id.number).txt", in: tree) == "right\n" else {
            return try fail(task, attempt, WeirError("awos.check_failed", "the file is not right"))
        }
        let done = LedgerEntry.Event.done(
            task.id, attempt: attempt.number, tree: tree, inputs: "", usage: attempt.usage)
        try Ledger.append([LedgerEntry(at: Date(), done)], to: folder.ledger)
        let index = try TemporaryDirectory()
        let variables = ["GIT_INDEX_FILE": index.file("index").path]
        try await git.run(["read-tree", tree], variables: variables)
        try await git.run(["add", folder.path], variables: variables)
        let whole = try await git.run(["write-tree"], variables: variables).trimmed
        let commit = try await git.run(
            ["commit-tree", whole, "-p", head, "-m", "feat: \(task.id)", "-m", "Awos-Task: \(task.id)"]
        ).trimmed
        try await git.run(["update-ref", "refs/heads/\(folder.branch)", commit, head])
        try await git.run(["reset", "-q", "--hard"])
        return Verdict(.done(commit: commit))
    }

    private func fail(_ task: TaskFile, _ attempt: Attempt, _ error: WeirError) throws -> Verdict {
        let event = LedgerEntry.Event.failed(
            task.id, attempt: attempt.number, code: error.code.rawValue, message: error.message, usage: attempt.usage)
        try Ledger.append([LedgerEntry(at: Date(), event)], to: folder.ledger)
        return Verdict(.failed(code: error.code.rawValue, message: error.message), feedback: error.message)
    }
}
