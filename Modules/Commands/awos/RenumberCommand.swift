import Awos
import JSON
import Terminal

/// `awos spec renumber`: gives a spec another number.
enum RenumberCommand {
    static let number = Argument.optional(.number("MMM", from: 1), "the new number; the next free one if left out")

    static let command = Command(
        "renumber", "give a spec another number",
        discussion: """
            Cures a number that two branches took. Renames the folder, and the ids in its documents and its ledger. Where two \
            specs have the number, name the folder: 003-air-quality. An approval lapses; a branch keeps its name.
            """,
        examples: [.init("awos spec renumber 003-air-quality", "takes the next free number")],
        options: [Drafts.plan], arguments: [Drafts.spec, number], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let folder = try session.tree.folder(try invocation[Drafts.spec])
        let wanted = try invocation[number].flatMap { SpecNumber($0) }
        let isPlan = try invocation[Drafts.plan]
        let lock = isPlan ? nil : try await SpecNumbers.lock(session.git.root, clock: session.clock)
        defer { lock?.release() }
        let renumbering = try Renumbering(folder, to: wanted, try await SpecNumbers(session.git, session.tree))
        if !isPlan { try renumbering.apply() }
        if invocation.wantsJSON {
            return session.console.print([
                "from": .string(folder.path), "to": .string(renumbering.path), "written": .bool(!isPlan),
            ])
        }
        session.console.print("\(isPlan ? "would rename" : "renamed") \(folder.path) to \(renumbering.path)")
        if !isPlan {
            session.console.print("where its branch is there: git branch -m \(folder.branch) awos/\(renumbering.name)")
        }
    }
}
