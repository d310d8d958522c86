import Awos
import Diagnostics
import Foundation
import JSON
import Terminal

/// `awos undo`: take back a task or a whole spec.
enum UndoCommand {
    static let subject = Argument.required(.text("NNN[-Tn]"), "number of a spec, or name of a task")

    static let command = Command(
        "undo", "take back a task or a spec",
        discussion: """
            Reverts the commits of awos as one. A spec whose branch is not merged loses the branch; a patch of it is kept in \
            .weir/undone. Relations that nothing builds any more are listed: a warehouse may still have them.
            """,
        examples: [
            .init("awos undo 003-T2", "takes back one task"), .init("awos undo 003", "takes back all of spec 003"),
        ],
        arguments: [subject], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        try Preflight.requirePerson("awos undo", invocation.environment)
        let text = try invocation[subject]
        let task = TaskID(text)
        let folder = try session.tree.folder(task.map { "\($0.spec)" } ?? text)
        let lock = try Preflight.lock(session.git.root)
        defer { lock.release() }
        try await Preflight(session.git).requireRepository(for: folder)
        let person = try await session.git.identity() ?? ""
        let undoing = Undoing(folder, in: session.git, clock: session.clock)
        let report =
            if let task { try await undoing.task(task, by: person) } else { try await undoing.spec(by: person) }
        if invocation.wantsJSON { return session.console.print(report.json) }
        for line in report.lines { session.console.print(line) }
    }
}

extension Undoing.Report {
    var json: JSONValue {
        [
            "commits": .array(commits.map { .string($0) }), "commit": .optional(commit),
            "dropped_branch": .optional(droppedBranch), "patch": .optional(patch),
            "relations": .array(relations.map { .string($0) }),
        ]
    }

    var lines: [String] {
        var lines: [String] = []
        if let droppedBranch { lines.append("dropped \(droppedBranch); its changes are in \(patch ?? "")") }
        if let commit { lines.append("took back \(commits.count) commits in \(commit.prefix(10))") }
        if !relations.isEmpty { lines.append("nothing builds any more: \(relations.joined(separator: ", "))") }
        return lines
    }
}
