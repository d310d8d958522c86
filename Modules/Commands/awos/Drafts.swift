import Awos
import Diagnostics
import Foundation
import JSON
import Terminal

/// What the commands that write documents have in common.
enum Drafts {
    static let answers = Option.optional("answers", .file("FILE.yml"), "answers by the ids of questions, as YAML")
    static let plan = Option.flag("plan", "show what would be written, and write nothing")
    static let force = Option.flag("force", "write anew what a person changed, too")
    static let spec = Argument.required(.text("NNN"), "number of the spec, or the name of its folder")

    /// The answers file that the caller gave.
    static func answers(_ invocation: Invocation) throws -> AnswersFile? {
        try invocation[answers].map { try AnswersFile(contentsOf: invocation.file($0), shown: $0) }
    }

    /// Writes a plan, or shows it with `--plan`, and tells what was done.
    static func finish(
        _ plan: DocumentPlan, _ session: AwosSession, facts: [(String, JSONValue)] = [], lines: () -> [String] = { [] }
    ) throws {
        let isPlan = try session.invocation[Self.plan]
        if !isPlan { try plan.apply(below: session.tree.root) }
        if session.invocation.wantsJSON {
            var document = JSONObject(facts)
            document["written"] = .bool(!isPlan)
            document["files"] = .array(
                plan.entries.map { entry in
                    var file: JSONObject = ["path": .string(entry.path), "action": .string(entry.verb)]
                    if isPlan { file["text"] = .string(entry.text) }
                    return .object(file)
                })
            document["notes"] = .array(plan.notes.map { .string($0) })
            return session.console.print(.object(document))
        }
        if plan.entries.isEmpty { session.console.print("nothing changes") }
        for entry in plan.entries {
            session.console.print("\(isPlan ? "would \(entry.verb)" : "\(entry.verb)d") \(entry.path)")
            if isPlan { session.console.write(entry.text + "\n") }
        }
        for note in plan.notes { session.console.print("note: \(note)") }
        if !isPlan { session.console.print(lines()) }
    }

    /// A question as JSON.
    static func json(_ question: Kind.Question) -> JSONValue {
        [
            "id": .string(question.id), "question": .string(question.text),
            "assumption": question.assumption.map { .string($0) } ?? .null,
        ]
    }
}
