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
        "answer", "answer the question of a check that asks a person",
        discussion: "Your name from git is recorded with it. Agents cannot answer.",
        examples: [.init("awos answer 003/AC-2 --yes", "the page reads well")],
        options: [yes, no, question], arguments: [subject], run: runAnswer)

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
        let (isYes, isNo) = (try invocation[yes], try invocation[no])
        guard isYes != isNo else { throw WeirError.yesOrNo() }
        try await session.decisions(folder).answer(subject, question: try invocation[question], isTrue: isYes)
        session.report(
            ["subject": .string(subject), "is_true": .bool(isYes)], "\(subject): \(isYes ? "yes" : "no") is recorded")
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
