import Awos
import Terminal

/// `awos tasks`: the task files of a spec, and their list.
enum TasksCommand {
    static let command = Command(
        "tasks", "write the task files of a spec, and their list",
        discussion: "A task file that a person changed is never written over, unless --force says so.",
        examples: [.init("awos tasks 003", "writes tasks/01-ingest.md and so on")],
        options: [Drafts.force, Drafts.plan], arguments: [Drafts.spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let drafting = try TaskDrafting(try session.tree.folder(try invocation[Drafts.spec]))
        try Drafts.finish(try drafting.tasks(force: try invocation[Drafts.force]), session)
    }
}
