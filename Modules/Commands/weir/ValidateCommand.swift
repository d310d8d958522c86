import Diagnostics
import JSON
import Project
import Terminal

/// `weir validate`: everything that can be wrong before a step runs, at once.
enum ValidateCommand {
    static let command = Command(
        "validate", "check weir.yml, models and pipelines without running anything",
        discussion:
            "Finds every mistake at once, each with its file, line and column. Nothing is written, nothing is loaded.",
        examples: [.init("weir validate", "checks the project of this folder")],
        run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let found = try await Validation(session).findings()
        if invocation.wantsJSON {
            let parts = found.map { ($0.part, JSONValue.string($0.text)) }
            return session.console.print(["valid": true, "found": .object(JSONObject(parts))])
        }
        session.console.print(TextTable([.init("part"), .init("found")], rows: found.map { [$0.part, $0.text] }))
        session.console.print("")
        session.console.print("everything is valid")
    }
}
