import Awos
import Diagnostics
import JSON
import Terminal

/// What only a person decides: `awos approve`, `widen`, `accept-test`, `answer`.
enum DecisionCommands {
    static let spec = Argument.required(.text("NNN"), "number of the spec")
    static let task = Argument.required(.text("NNN-Tn"), "the task")
    static let path = Argument.required(.text("PATH"), "a path from the root of the repository")
    static let subject = Argument.required(.text("SUBJECT"), "a task or a criterion: 003-T1, 003/AC-1")
    static let reason = Option.optional("reason", .text("WHY"), "why; it is recorded")
    static let plan = Option.flag("plan", "only show what would be agreed to")
    static let yes = Option.flag("yes", "it is so")
    static let no = Option.flag("no", "it is not so")
    static let say = Option.optional(
        "say", .text("TEXT"), "what a task that waits for you is told; then it is tried again")
    static let question = Option.optional("question", .text("TEXT"), "which question, where there are several")

    static let approve = Command(
        "approve", "agree to a spec, its checks, its scopes and its budgets",
        discussion: """
            Shows what is agreed to and records who agreed, when, and a digest of it: changing any of it makes the approval \
            lapse. Widenings of scopes come first. A person's to call; it refuses inside of a task.
            """,
        examples: [.init("awos approve 003 --plan", "read first"), .init("awos approve 003", "agree")],
        options: [plan], arguments: [spec], run: runApprove)

    static let widen = Command(
        "widen", "let a task write one more path",
        discussion: "Opens exactly this path for this task, protected ones and existing tests among them.",
        examples: [.init("awos widen 003-T1 Package.swift --reason \"a new target\"", "one path, one reason")],
        options: [reason], arguments: [task, path], run: runWiden)

    static let acceptTest = Command(
        "accept-test", "agree to a test that was changed, turned off or removed",
        discussion: "Without it a change that makes tests weaker is refused, whoever made it.",
        examples: [
            .init(
                "awos accept-test 003 Tests/IngestTests/LoadTests.swift --reason \"it asked for too little\"",
                "one file of tests")
        ],
        options: [reason], arguments: [spec, path], run: runAcceptTest)

    static let answer = Command(
        "answer", "answer the question of a check that asks a person, or of a task that waits for one",
        discussion: """
            A task that an agent ended with a question waits: your answer is told to the next attempt, and the task can be begun \
            again. Your name from git is recorded with it. Agents cannot answer.
            """,
        examples: [
            .init("awos answer 003/AC-2 --yes", "the page reads well"),
            .init("awos answer 003-T1 --say \"take the daily feed\"", "then call awos implement 003 again"),
        ],
        options: [yes, no, say, question], arguments: [subject], run: runAnswer)

    @Sendable static func runApprove(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let folder = try session.tree.folder(invocation[spec])
        try Readiness(folder, in: session.git).requireDocuments()
        let approval = try Approval(folder)
        let isPlan = try invocation[plan]
        if !isPlan { try Decisions.refuseAgents(invocation.environment) }
        let person = isPlan ? nil : try await session.person()
        let lines = try approval.subjects()
        if let person { try approval.record(by: person, at: session.clock.now) }
        if invocation.wantsJSON {
            return session.console.print([
                "spec": .string(folder.name), "digest": .string(try approval.digest()),
                "by": .optional(person), "agreed_to": .array(lines.map { .string($0) }),
            ])
        }
        for line in lines { session.console.print(line) }
        session.console.note(
            person.map { "approved by \($0)" } ?? "nothing is recorded; agree: awos approve \(folder.number)")
    }

    @Sendable static func runWiden(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let (id, folder) = try session.task(invocation[task])
        let path = try invocation[path]
        try await session.decisions(folder).widen(id, path: path, reason: try invocation[reason] ?? "")
        session.report(["task": .string("\(id)"), "path": .string(path)], "\(id) may write \(path)")
    }

    @Sendable static func runAcceptTest(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let folder = try session.tree.folder(invocation[spec])
        let path = try invocation[path]
        try await session.decisions(folder).acceptTest(path, reason: try invocation[reason] ?? "")
        session.report(["spec": .string(folder.name), "path": .string(path)], "a changed \(path) is accepted")
    }

    @Sendable static func runAnswer(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let subject = try invocation[subject]
        guard let number = TaskID(subject)?.spec ?? CriterionReference(subject)?.spec else {
            throw WeirError.noSubject(subject)
        }
        let folder = try session.tree.folder("\(number)")
        let decisions = try await session.decisions(folder)
        if let (task, text) = try reply(to: subject, decisions, invocation) {
            let asked = decisions.openQuestion(of: subject)
            try decisions.reply(to: task, text)
            return session.report(
                ["task": .string("\(task)"), "question": .optional(asked), "text": .string(text)],
                "\(task) is told; go on: awos implement \(task.spec)")
        }
        let isYes = try invocation[yes]
        try decisions.answer(subject, question: try invocation[question], isTrue: isYes)
        session.report(
            ["subject": .string(subject), "is_true": .bool(isYes)], "\(subject): \(isYes ? "yes" : "no") is recorded")
    }

    /// What a task that waits is told: words, or yes or no to its question; nil where the question of a check is answered.
    private static func reply(
        to subject: String, _ decisions: Decisions, _ invocation: Invocation
    ) throws -> (TaskID, String)? {
        let said = try invocation[say]
        let answers = [try invocation[yes] ? "yes" : nil, try invocation[no] ? "no" : nil, said].compactMap { $0 }
        guard answers.count == 1 else { throw WeirError.yesOrNo() }
        guard let task = TaskID(subject) else {
            if said != nil { throw WeirError.noTask(subject) }
            return nil
        }
        if said != nil { return (task, answers[0]) }
        let asked = try invocation[question]
        guard let open = decisions.openQuestion(of: subject), asked == nil || asked == open else { return nil }
        return (task, answers[0])
    }
}

extension AwosSession {
    /// Who decides, as git names them.
    func person() async throws -> String {
        guard let person = try await git.identity() else { throw WeirError.nobody() }
        return person
    }

    func decisions(_ folder: SpecFolder) async throws -> Decisions {
        try Decisions.refuseAgents(invocation.environment)
        return try Decisions(folder, by: try await person(), at: clock.now, environment: invocation.environment)
    }

    /// A task by its name, and its spec.
    func task(_ text: String) throws -> (TaskID, SpecFolder) {
        guard let id = TaskID(text) else { throw WeirError.noTask(text) }
        return (id, try tree.folder("\(id.spec)"))
    }

    /// One document, or one line.
    func report(_ json: JSONValue, _ line: String) {
        if invocation.wantsJSON { console.print(json) } else { console.print(line) }
    }
}
