import Awos
import Foundation
import JSON
import Project
import Terminal

/// `awos agents`: who can do the work here.
enum AgentsCommand {
    static let command = Command(
        "agents", "list the runners and whether they can be used here",
        discussion: """
            A runner turns a prompt into changed files. Its program is looked for, and the options that awos calls it with are \
            compared with its help page.
            """,
        examples: [.init("awos agents", "every runner")], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let settings = try AgentSettings.load(session.git.root)
        let choice = RunnerChoice(settings, root: session.git.root, environment: invocation.environment)
        let found = try await choice.availability()
        if invocation.wantsJSON {
            return session.console.print([
                "default": .string(settings.runner.rawValue), "agents": .array(found.map(\.json)),
            ])
        }
        session.console.print(
            TextTable(
                [.init("runner"), .init("here")],
                rows: found.map { [$0.name + ($0.name == settings.runner.rawValue ? " (default)" : ""), $0.text] }))
    }
}

extension RunnerAvailability {
    var json: JSONValue {
        let isUsable =
            switch state {
            case .usable, .behavesAsManual: true
            case .missing, .changed, .notSet: false
            }
        return ["name": .string(name), "usable": .bool(isUsable), "state": .string(text)]
    }
}
