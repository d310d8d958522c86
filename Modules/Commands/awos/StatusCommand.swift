import Awos
import Foundation
import JSON
import Terminal

/// `awos status`: every spec, how far its tasks are, and how much of it is proved.
enum StatusCommand {
    static let spec = Argument.optional(.text("NNN"), "number of a spec; all if left out")

    static let command = Command(
        "status", "show specs, their tasks and what is proved",
        discussion: "Everything shown is worked out from the documents and ledgers; nothing is stored.",
        examples: [.init("awos status", "every spec"), .init("awos status 003", "one spec, task by task")],
        arguments: [spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        if let text = try invocation[spec] { return try one(try session.tree.folder(text), session) }
        let all = try session.tree.folders().map(SpecStatus.init)
        if invocation.wantsJSON { return session.console.print(["specs": .array(all.map(\.json))]) }
        guard !all.isEmpty else {
            return session.console.print("there is no spec yet; begin one: awos spec \"what is wanted\"")
        }
        session.console.print(
            TextTable(
                [.init("spec"), .init("kind"), .init("tasks"), .init("criteria"), .init("state")],
                rows: all.map { status in
                    [
                        status.folder.name, status.spec.kind, "\(status.doneTasks) of \(status.states.count)",
                        "\(status.provedCriteria) of \(status.spec.criteria.count)", status.word,
                    ]
                }))
    }

    private static func one(_ folder: SpecFolder, _ session: AwosSession) throws {
        let status = try SpecStatus(folder)
        if session.invocation.wantsJSON { return session.console.print(status.json) }
        session.console.print("\(folder.name): \(status.spec.title) (\(status.word))")
        session.console.print("")
        session.console.print(
            TextTable(
                [.init("task"), .init("module"), .init("state"), .init("title")],
                rows: status.states.map { ["\($0.task.id)", $0.task.module, $0.state.word, $0.task.title] }))
    }
}

extension SpecStatus {
    var json: JSONValue {
        [
            "spec": .string(folder.name), "title": .string(spec.title), "kind": .string(spec.kind),
            "state": .string(word),
            "tasks": .array(
                states.map { ["id": .string("\($0.task.id)"), "state": .string($0.state.word)] }),
            "criteria": .array(
                spec.criteria.map { ["id": .string($0.id), "proved": .bool($0.isTicked)] }),
        ]
    }
}
