import Awos
import Diagnostics
import JSON
import Terminal

/// `awos next`: the tasks that can be begun now.
enum NextCommand {
    static let spec = Argument.optional(.text("NNN"), "number of a spec; all if left out")

    static let command = Command(
        "next", "list the tasks that can be begun now",
        discussion: """
            A task can be begun when all that it waits for is done and nobody works on it. A spec that cannot be read hides no \
            other: its errors come behind their tasks, with exit code 2.
            """,
        examples: [.init("awos next 003", "the tasks of one spec")],
        arguments: [spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let named = try invocation[spec].map { try session.tree.folder($0).name }
        let specs = try await session.tree.read().filter { named == nil || $0.folder.name == named }
        let ready = specs.flatMap { $0.graph?.ready(by: $0.ledger) ?? [] }
        if invocation.wantsJSON {
            session.console.print(["tasks": .array(ready.map(\.json))])
        } else if ready.isEmpty {
            session.console.print("nothing waits to be begun")
        } else {
            session.console.print(
                TextTable(
                    [.init("task"), .init("module"), .init("title")],
                    rows: ready.map { ["\($0.id)", $0.module, $0.title] }))
        }
        try specs.requireReadable()
    }
}

extension TaskFile {
    var json: JSONValue {
        [
            "id": .string("\(id)"), "module": .string(module), "agent": .string(agent), "title": .string(title),
            "file": .string(document.file), "depends_on": .array(dependsOn.map { .string("\($0)") }),
            "criteria": .array(criteria.map { .string($0) }),
        ]
    }
}
