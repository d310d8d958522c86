import Awos
import Diagnostics
import JSON
import Terminal

/// `awos clarify`: answers the open questions of a spec's documents.
enum ClarifyCommand {
    static let command = Command(
        "clarify", "answer the open questions of a spec",
        discussion: """
            Lists them; with answers, or on a terminal, puts each answer in the place of its question. Criteria and tasks that \
            wait for an answer follow, unless a person changed them.
            """,
        examples: [
            .init("awos clarify 003", "asks what is open, or lists it"),
            .init("awos clarify 003 --answers answers.yml", "takes the answers from a file"),
        ],
        options: [Drafts.answers, Drafts.plan], arguments: [Drafts.spec], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let clarification = try Clarification(try session.tree.folder(try invocation[Drafts.spec]))
        var answers: [String: String] = [:]
        if let file = try Drafts.answers(invocation) {
            answers = try file.answers(to: clarification.questions)
        } else if AnswerSources.canAsk(session.console) {
            answers = await AnswerSources.ask(clarification.openQuestions, session.console) {
                _ = try clarification.plan($0)
            }
        } else {
            return list(clarification, session)
        }
        try Drafts.finish(
            try clarification.plan(answers), session, facts: [("answered", .integer(Int64(answers.count)))])
    }

    private static func list(_ clarification: Clarification, _ session: AwosSession) {
        if session.invocation.wantsJSON {
            return session.console.print([
                "open": .array(
                    clarification.items.map { item in
                        [
                            "id": .string(item.id), "question": .string(item.question.text),
                            "assumption": item.question.assumption.map { .string($0) } ?? .null,
                            "file": .string(item.question.location.file),
                            "line": .integer(Int64(item.question.line + 1)),
                        ]
                    })
            ])
        }
        guard !clarification.items.isEmpty else { return session.console.print("nothing is open") }
        session.console.print(
            TextTable(
                [.init("id"), .init("question"), .init("assumption")],
                rows: clarification.items.map { [$0.id, $0.question.text, $0.question.assumption ?? ""] }))
    }
}
