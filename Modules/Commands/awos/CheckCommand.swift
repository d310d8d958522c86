import Awos
import Diagnostics
import Foundation
import JSON
import Terminal

/// `awos check`: contradictions and rot in documents.
enum CheckCommand {
    static let command = Command(
        "check", "find what documents say and is not so",
        discussion: """
            Judges documents and runs nothing: criteria and tasks without a check, boxes that no evidence ticked, evidence \
            that went stale, specs in each other's way, guides that name what is gone. `awos verify` judges a spec, \
            `weir check` data. Exit code 1 when there is an error.
            """,
        examples: [.init("awos check", "every document"), .init("awos check --json", "for a program")],
        run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        var programs: [String: CommandTree] = [:]
        programs["awos"] = CommandTree(AwosProgram.root.description(globals: AwosProgram.globals))
        // The one program that is asked answers while everything else is read.
        async let weir = CommandTree.ofWeir(at: session.git.root, environment: invocation.environment)
        let read = try await RotWorld.read(session.tree, session.git, programs: programs)
        let world = read.knowing(try await weir, of: "weir")
        let found = world.diagnostics()
        let (errors, warnings) = (found.errorCount, found.count - found.errorCount)
        if invocation.wantsJSON {
            session.console.print([
                "diagnostics": .array(found.map(\.json)), "errors": .integer(Int64(errors)),
                "warnings": .integer(Int64(warnings)), "specs": .integer(Int64(world.specs.count)),
            ])
        } else {
            for diagnostic in found {
                session.console.print(
                    diagnostic.problem.text(
                        colored: session.console.allowsColor, label: diagnostic.severity.rawValue) + "\n")
            }
            if errors == 0 {
                session.console.print(
                    count(world.specs.count, "spec") + " and " + count(world.guides.count, "guide") + ": "
                        + (warnings == 0 ? "nothing to say" : "\(warnings) to look at"))
            }
        }
        if errors > 0 { throw WeirError.checkFailed(errors: errors, warnings: warnings) }
    }

    private static func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
}
