import Awos
import Foundation
import JSON
import Terminal

/// `awos init`: the first steps in a fresh clone.
enum InitCommand {
    static let options = Dictionary(
        SetUp.questions.map { question in
            (question.id, AnswerOption(question.id, summaries[question.id] ?? question.text, isList: false))
        }
    ) { $1 }

    private static let summaries = [
        "name": "the project's name", "target": "the target that is meant when nobody names one",
        "agent": "who does the work: claude, codex, command, manual, replay",
        "mode": "who decides: human-in-loop, autonomous",
    ]

    static let command = Command(
        "init", "set up a fresh clone: name, target, agent, mode",
        discussion: """
            Writes these four into weir.yml and touches nothing else there. What is not answered stays as it is, so that it can \
            be called again at any time. At a terminal, without options, it asks.
            """,
        examples: [
            .init("awos init --name harbour --agent manual", "names the project; prompts are shown, not run")
        ],
        options: SetUp.questions.compactMap { options[$0.id]?.option } + [AnswerSources.file], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        // Who decides is no agent's to say.
        try Preflight.requirePerson("awos init", invocation.environment)
        let standing = try SetUp(root: session.git.root, answers: Answers()).settings
        let open = SetUp.questions.map { Interview.Question($0.id, $0.text, assumption: standing[$0.id]) }
        let answers = try await AnswerSources.gather(options, session, open: open)
        let plan = try SetUp(root: session.git.root, answers: answers)
        try plan.apply()
        let identity = try await session.git.identity()
        let isShallow = try await session.git.isShallow()
        if invocation.wantsJSON {
            return session.console.print([
                "changed": .bool(plan.isChange),
                "settings": .object(JSONObject(SetUp.questions.map { ($0.id, .optional(plan.settings[$0.id])) })),
                "identity": .optional(identity), "shallow": .bool(isShallow),
            ])
        }
        for question in SetUp.questions {
            session.console.print("\(question.id): \(plan.settings[question.id] ?? "")")
        }
        session.console.print(plan.isChange ? "weir.yml: changed" : "weir.yml: nothing to change")
        if plan.isChange { session.console.note("commit it: work on a spec begins from a tree without changes") }
        if identity == nil {
            session.console.note(
                "git does not know you yet: git config user.name \"…\" and git config user.email \"…\"")
        }
        if isShallow {
            session.console.note("the clone is shallow; work on specs needs all of it: git fetch --unshallow")
        }
        session.console.note("next: awos product, awos roadmap, or at once: awos spec \"what is wanted\"")
    }
}
