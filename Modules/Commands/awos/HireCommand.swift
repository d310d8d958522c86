import Awos
import JSON
import Terminal

/// `awos hire`: the subagents and skills, written from the modules.
enum HireCommand {
    static let modules = Argument.rest(.text("MODULE"), "modules that get a subagent beside the standing ones")

    static let command = Command(
        "hire", "write subagents and skills from the modules",
        discussion: """
            Writes .claude/agents and .claude/skills: one subagent for each module that people add to, one for each module \
            named here, a reviewer, and the procedures worth a skill. What stands below the marker of a file stays; a file \
            without the marker is left alone.
            """,
        examples: [
            .init("awos hire", "brings the standing subagents up to date"),
            .init("awos hire Warehouse", "hires one for another module"),
        ],
        arguments: [modules], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let plan = try Hire(root: session.git.root, modules: try invocation[modules])
        try plan.apply()
        if invocation.wantsJSON {
            return session.console.print([
                "files": .array(
                    plan.files.map {
                        ["path": .string($0.path), "module": .optional($0.module), "fate": .string($0.fate.rawValue)]
                    }),
                "covered": .array(plan.covered.map(JSONValue.string)),
                "missing": .array(plan.missing.map(JSONValue.string)),
            ])
        }
        session.console.print(
            TextTable(
                [.init("file"), .init("module"), .init("fate")],
                rows: plan.files.map { [$0.path, $0.module ?? "", $0.fate.rawValue] }))
        if !plan.missing.isEmpty {
            session.console.note("without a subagent: \(plan.missing.joined(separator: ", "))")
            session.console.note("hire one when a task needs it: awos hire \(plan.missing[0])")
        }
    }
}
