import Awos
import Diagnostics
import JSON
import Terminal

/// Work that is done elsewhere, by a person or an agent that awos did not start: `awos start` and `awos done`.
enum WorkCommands {
    static let task = Argument.required(.text("NNN-Tn"), "the task")
    static let again = Option.flag("again", "take over a task that somebody began")

    static let start = Command(
        "start", "claim a task and print what is needed to do it",
        discussion: """
            Puts this checkout on the spec's branch, notes who works on the task and from which commit, and prints the task. \
            Change only what it may write, then call `awos done`.
            """,
        examples: [.init("awos start 003-T1", "then work, then awos done 003-T1")],
        options: [again], arguments: [task], run: runStart)

    static let done = Command(
        "done", "have a task that you worked on judged, and committed when it is proved",
        discussion: """
            Takes what differs in this checkout, runs the task's checks on it in a folder of its own, and commits code, \
            evidence and boxes as one. `awos check` judges documents, `awos verify` a spec, `weir check` data.
            """,
        examples: [.init("awos done 003-T1", "exit code 1 when it is not proved")],
        arguments: [task], run: runDone)

    @Sendable static func runStart(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let (id, folder) = try session.task(invocation[task])
        let task = try TaskGraph(try folder.tasks()).task(id)
        try await SpecBranch(folder, in: session.git).repair()
        let ledger = Ledger(contentsOf: folder.ledger)
        try await session.readiness(folder).require(
            at: session.clock.now,
            leftovers: ledger.state(of: id) == .open(attempts: 0) ? nil : Scope(of: task, by: ledger))
        try await SpecBranch(folder, in: session.git).prepare()
        let pack = try await offload {
            try ContextPack.make(
                for: task, of: try folder.spec(), root: session.git.root,
                lastFailure: Ledger(contentsOf: folder.ledger).lastFailure(of: id))
        }
        let attempt = try await Claim(try session.judge(folder)).start(id, again: try invocation[again])
        let prompt = pack.prompt
        if invocation.wantsJSON {
            return session.console.print([
                "task": .string("\(id)"), "attempt": .integer(Int64(attempt.number)), "base": .string(attempt.base),
                "lease": .string(attempt.lease), "context": pack.json, "prompt": .string(prompt),
            ])
        }
        session.console.print(prompt)
        session.console.note("attempt \(attempt.number) on \(folder.branch); when it is finished: awos done \(id)")
    }

    @Sendable static func runDone(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let (id, folder) = try session.task(invocation[task])
        try await SpecBranch(folder, in: session.git).repair()
        try await session.readiness(folder).requireStanding()
        let verdict = try await Claim(try session.judge(folder)).finish(id)
        let checks = verdict.evidence.map { evidence -> JSONValue in
            [
                "check": .string(evidence.check), "outcome": .string(evidence.outcome.rawValue),
                "log": .string(".weir/evidence/\(evidence.log).log"),
            ]
        }
        switch verdict.outcome {
        case .done(let commit):
            session.report(
                ["task": .string("\(id)"), "commit": .string(commit), "checks": .array(checks)],
                "\(id) is proved: commit \(commit.prefix(12))")
        case .failed(let code, let message):
            if !invocation.wantsJSON, verdict.feedback != message { session.console.print(verdict.feedback) }
            throw WeirError.notDone(code, message)
        case .outdated(let head):
            throw WeirError.notDone(
                "awos.outdated", "the branch moved to \(head.prefix(12)), and the change does not fit it")
        }
    }
}

extension AwosSession {
    /// The judge of a spec; secrets of the project are taken out of whatever it keeps.
    func judge(_ folder: SpecFolder) throws -> Judge {
        Judge(git: git, folder: folder, clock: clock, masker: try ProjectSecrets.masker(git.root))
    }

    func readiness(_ folder: SpecFolder) throws -> Readiness {
        try Readiness(folder, in: git)
    }
}
