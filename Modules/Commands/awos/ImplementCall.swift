import Awos
import Diagnostics
import Foundation
import JSON
import Project
import Synchronization
import Terminal

/// One call of `awos implement`, while nobody else's can be at work.
struct ImplementCall: Sendable {
    let session: AwosSession
    let folder: SpecFolder
    let settings: AgentSettings
    let choice: RunnerChoice
    let limits: LoopLimits
    let isSure: Bool

    private var console: Console { session.console }
    private var canAsk: Bool { console.drawsProgress && isatty(STDIN_FILENO) == 1 }

    func run() async throws {
        let plan = try ImplementPlan(folder)
        try await choice.requireUsable(for: plan.tasks)
        try plan.write()
        for path in plan.missingPaths { console.note("wrote \(path)") }
        let readiness = try session.readiness(folder)
        try readiness.requireDocuments()
        show(plan)
        try await approve()
        try await readiness.require(at: session.clock.now)
        if canAsk, !isSure { try await ask("begin?") }
        try await SpecBranch(folder, in: session.git).prepare()
        try await work()
    }

    private func work() async throws {
        let prompts = ShownPrompts()
        let loop = try await ImplementLoop(
            folder, in: session.git, limits: limits, parts: try parts(prompts), wrap: settings.wrap,
            environment: session.invocation.environment,
            events: ImplementProgress(ProgressBoard(on: console), console), clock: session.clock,
            masker: try ProjectSecrets.masker(session.git.root))
        let summary = try await loop.run()
        if console.isJSON {
            console.print(summary.json(folder, prompts: prompts.all))
        } else {
            console.print(
                TextTable(
                    [.init("task"), .init("state"), .init("commit")],
                    rows: summary.tasks.map { ["\($0.id)", $0.outcome.word, $0.outcome.commit ?? ""] }))
        }
        if let problem = summary.problem(spec: folder.number) { throw problem }
        console.note("\(folder.number) is done and proved on \(folder.branch)")
    }

    // MARK: Before

    private func show(_ plan: ImplementPlan) {
        guard !console.isJSON else { return }
        console.print("\(folder.name): \(plan.spec.title), on \(folder.branch)")
        console.print(
            TextTable(
                [.init("task"), .init("module"), .init("runner"), .init("checks"), .init("title")],
                rows: plan.tasks.map { task in
                    [
                        "\(task.id)", task.module, (try? choice.runner(of: task).name) ?? "", "\(task.checks.count)",
                        task.title,
                    ]
                }))
        console.print(
            "at most \(limits.attempts) attempts of \(Int(limits.minutes)) min and \(limits.dollarsPerTask) dollars a task, "
                + "\(limits.dollarsPerSpec) dollars in all")
    }

    /// Asks for the approval where a person sits at a terminal; elsewhere `Readiness` refuses without one.
    private func approve() async throws {
        let approval = Approval(folder, settings: settings)
        if case .standing = try approval.state() { return }
        guard canAsk, settings.mode == .humanInLoop else { return }
        console.print(try approval.subjects())
        try await ask("do you agree to this?")
        try approval.record(by: try await session.person(), at: session.clock.now)
    }

    /// Waits for a yes; anything else is an end.
    private func ask(_ question: String) async throws {
        console.note("\(question) [y/N]")
        let line = try await offload { readLine() }
        guard ["y", "yes"].contains(line?.lowercased().trimmingCharacters(in: .whitespaces)) else {
            throw WeirError.notAgreed()
        }
    }

    // MARK: The parts of the loop

    private func parts(_ prompts: ShownPrompts) throws -> LoopParts {
        let judge = try session.judge(folder)
        return LoopParts(
            runner: { [choice] in try choice.runner(of: $0) },
            prompt: { [folder, root = session.git.root] task, failure in
                try await offload {
                    try ContextPack.make(for: task, of: try folder.spec(), root: root, lastFailure: failure)
                }
            },
            judge: { try await judge.judge($0, patch: $1, attempt: $2) },
            judgeTogether: { try await judge.judge($0, of: $1) },
            verify: {
                try await judge.verify().results.filter { !$0.isProved }.map {
                    UnprovedCriterion($0.id, reason: $0.reason)
                }
            },
            handOver: { [console] task, prompt in
                prompts.add(task.id, prompt)
                if !console.isJSON { console.print(prompt) }
                console.note("when it is finished: awos done \(task.id)")
                return console.drawsProgress
            })
    }
}

/// The prompts that a person was shown.
final class ShownPrompts: Sendable {
    private let texts = Mutex<[(TaskID, String)]>([])

    var all: [(TaskID, String)] { texts.withLock { $0 } }

    func add(_ task: TaskID, _ text: String) { texts.withLock { $0.append((task, text)) } }
}
