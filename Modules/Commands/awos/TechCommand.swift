import Awos
import Terminal

/// `awos tech`: the technical considerations of a spec.
enum TechCommand {
    static let command = Command(
        "tech", "write the technical considerations of a spec",
        discussion: "Interfaces, tables, files and decisions, as they follow from the spec, its kind and its answers.",
        examples: [.init("awos tech 003", "writes technical-considerations.md")],
        options: [Drafts.force, Drafts.plan], arguments: [Drafts.spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let drafting = try TaskDrafting(try session.tree.folder(try invocation[Drafts.spec]))
        try Drafts.finish(try drafting.considerations(force: try invocation[Drafts.force]), session)
    }
}
