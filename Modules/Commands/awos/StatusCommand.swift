import Awos
import Foundation
import JSON
import Terminal

/// `awos status`: every spec, how far its tasks are, and how much of it is proved.
enum StatusCommand {
    static let spec = Argument.optional(.text("NNN"), "number of a spec; all if left out")

    static let command = Command(
        "status", "show specs, their tasks and what is proved",
        discussion: """
            Everything shown is worked out from the documents and ledgers; nothing is stored. A spec that is farther on its \
            own branch, or only there, is shown as it is on that branch. One that cannot be read hides no other: its errors \
            come behind them, with exit code 2.
            """,
        examples: [.init("awos status", "every spec"), .init("awos status 003", "one spec, task by task")],
        arguments: [spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let overview = try await SpecOverview.read(session.tree, session.git)
        if let text = try invocation[spec] { return one(try overview.spec(text).status(), session) }
        let all = overview.farthest
        if invocation.wantsJSON {
            session.console.print(["specs": .array(all.map(\.statusJSON))])
        } else if all.isEmpty {
            session.console.print("there is no spec yet; begin one: awos spec \"what is wanted\"")
        } else {
            session.console.print(
                TextTable(
                    [.init("spec"), .init("kind"), .init("tasks"), .init("criteria"), .init("state"), .init("branch")],
                    rows: all.map(\.statusRow)))
        }
        try all.requireReadable()
    }

    private static func one(_ status: SpecStatus, _ session: AwosSession) {
        if session.invocation.wantsJSON { return session.console.print(status.json) }
        session.console.print(
            "\(status.folder.name): \(status.spec.title) (\(status.word)"
                + (status.branch.map { " on \($0)" } ?? "") + ")")
        session.console.print("")
        session.console.print(
            TextTable(
                [.init("task"), .init("module"), .init("state"), .init("title")],
                rows: status.states.map { ["\($0.task.id)", $0.task.module, $0.state.word, $0.task.title] }))
    }
}

extension ReadSpec {
    fileprivate var statusJSON: JSONValue {
        if let status = try? status() { return status.json }
        return [
            "spec": .string(folder.name), "state": "unreadable", "branch": .optional(branch),
            "errors": .array(errors.map(\.json)),
        ]
    }

    fileprivate var statusRow: [String] {
        guard let status = try? status() else { return [folder.name, "", "", "", "unreadable", branch ?? ""] }
        return [
            folder.name, status.spec.kind, "\(status.doneTasks) of \(status.states.count)",
            "\(status.provedCriteria) of \(status.spec.criteria.count)", status.word, branch ?? "",
        ]
    }
}

extension SpecStatus {
    var json: JSONValue {
        [
            "spec": .string(folder.name), "title": .string(spec.title), "kind": .string(spec.kind),
            "state": .string(word), "branch": .optional(branch), "merged": .bool(isMerged),
            "tasks": .array(
                states.map { ["id": .string("\($0.task.id)"), "state": .string($0.state.word)] }),
            "criteria": .array(
                spec.criteria.map { ["id": .string($0.id), "proved": .bool($0.isTicked)] }),
        ]
    }
}
