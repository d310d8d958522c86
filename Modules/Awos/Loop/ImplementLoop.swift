import Diagnostics
import DurableFiles
import Foundation

/// What the loop is made of besides slots and agents.
public struct LoopParts: Sendable {
    /// Who works on a task.
    public var runner: @Sendable (TaskFile) throws -> Runner
    /// The prompt of a task; with what the last attempt ended with, where there was one.
    public var prompt: @Sendable (TaskFile, _ lastFailure: String?) async throws -> ContextPack
    /// Judges a patch; it has written its verdict into the ledger, and what is done is a commit of the branch.
    public var judge: @Sendable (TaskFile, Patch, Attempt) async throws -> Verdict
    /// Judges the work on several tasks, done in one go; fewer verdicts than tasks where one fails, or where each is to be
    /// judged alone.
    public var judgeTogether: @Sendable (Patch, [TaskAttempt]) async throws -> [Verdict]
    /// Judges the whole spec, and makes tasks of what fails; the criteria that are not proved.
    public var verify: @Sendable () async throws -> [UnprovedCriterion]
    /// Shows a person the prompt of a task that nobody else does; whether to wait for the end of their work.
    public var handOver: @Sendable (TaskFile, _ prompt: String) async throws -> Bool

    /// The parts.
    public init(
        runner: @escaping @Sendable (TaskFile) throws -> Runner,
        prompt: @escaping @Sendable (TaskFile, _ lastFailure: String?) async throws -> ContextPack,
        judge: @escaping @Sendable (TaskFile, Patch, Attempt) async throws -> Verdict,
        judgeTogether:
            @escaping @Sendable (Patch, [TaskAttempt]) async throws -> [Verdict] = { _, _ in []
            },
        verify: @escaping @Sendable () async throws -> [UnprovedCriterion],
        handOver: @escaping @Sendable (TaskFile, _ prompt: String) async throws -> Bool = { _, _ in false }
    ) {
        self.runner = runner
        self.prompt = prompt
        self.judge = judge
        self.judgeTogether = judgeTogether
        self.verify = verify
        self.handOver = handOver
    }
}

/// Works off the tasks of a spec: a slot, an agent, a judge for each, as many at once as there are jobs.
///
/// All that it knows is in the ledger and on the branch: it can be ended at any moment and called again. The caller holds
/// `Preflight.lock`, and the checkout is on the spec's branch.
public struct ImplementLoop: Sendable {
    let git: GitRepository
    let folder: SpecFolder
    let limits: LoopLimits
    var parts: LoopParts
    /// Words in front of every agent: a sandbox.
    let wrap: [String]
    let environment: [String: String]
    let events: any EventSink
    let clock: any WallClock
    /// What takes secrets out of what is kept.
    let masker: Masker
    /// Who is responsible, as git names them.
    let developer: String?

    let pool: SlotPool
    let bench = Bench()
    let keeper: RepositoryGuard
    /// A name for the repository's place, for leases.
    private let repository: String

    /// A loop over the tasks of one spec.
    public init(
        _ folder: SpecFolder, in git: GitRepository, limits: LoopLimits, parts: LoopParts, wrap: [String] = [],
        environment: [String: String], events: any EventSink = SilentSink(), clock: any WallClock = SystemWallClock(),
        masker: Masker = Masker()
    ) async throws {
        self.git = git
        self.folder = folder
        self.limits = limits
        self.parts = parts
        self.wrap = wrap
        self.environment = environment
        self.events = events
        self.clock = clock
        self.masker = masker
        developer = try await git.identity()
        repository = String(try SHA256.hex(of: Data(git.root.standardizedFileURL.path.utf8)).prefix(12))
        pool = SlotPool(git.root.appending(path: ".weir/slots", directoryHint: .isDirectory))
        keeper = try await RepositoryGuard(
            git, spec: folder.place, found: git.root.appending(path: ".weir/found", directoryHint: .isDirectory))
    }

    /// Works until every task is done and every criterion holds, or nothing more can be done.
    public func run() async throws -> LoopSummary {
        try await takeUp()
        var unproved: [UnprovedCriterion]?
        var outcomes: [TaskID: TaskOutcome] = [:]
        for round in 0...limits.rounds {
            outcomes.merge(try await workOff()) { $1 }
            guard try state().allSatisfy({ $0.state.isDone }) else {
                unproved = nil
                break
            }
            send("spec.verify", "\(folder.number): every task is done; the criteria are checked", nil)
            let failed = try await bench.use { [parts] in try await parts.verify() }
            try await keeper.noteAll()
            unproved = failed
            // Tasks that were made of what failed, and done ones that hold no more.
            let open = try state().filter { !$0.state.isDone }.map(\.task.id)
            outcomes = outcomes.filter { !open.contains($0.key) }
            guard round < limits.rounds, !open.isEmpty else { break }
            let names = (failed.map(\.id) + open.map(\.description)).joined(separator: ", ")
            send("spec.repair", "not proved: \(names); it goes on", nil, level: .warning)
        }
        let tasks = try state().map { task, state in (task.id, outcomes[task.id] ?? Self.outcome(of: state)) }
        return LoopSummary(tasks: tasks, unproved: unproved)
    }

    private func state() throws -> [(task: TaskFile, state: TaskState)] {
        let ledger = ledger
        return try TaskGraph(try folder.tasks()).tasks.map { ($0, ledger.state(of: $0.id)) }
    }

    private static func outcome(of state: TaskState) -> TaskOutcome {
        switch state {
        case .done: .done(commit: nil)
        case .blocked(let question): .blocked(question: question)
        case .started: .withPerson
        case .open: .waiting
        }
    }

    /// Ends the agents of an awos that was killed, and gives their tasks back.
    private func takeUp() async throws {
        try await CheckoutSync(git).repair()
        try await keeper.noteAll()
        let left = LeftProcesses.end(leaseBeginsWith: leasePrefix)
        if !left.isEmpty {
            let names = left.map(\.description).joined(separator: ", ")
            send("agents.ended", "ended what an interrupted awos had left: \(names)", nil, level: .warning)
        }
        for (task, state) in try state() {
            guard case .started(let attempt, _, _, let lease) = state, lease.hasPrefix(leasePrefix) else { continue }
            try await append(interrupted(task.id, attempt: attempt))
        }
    }

    // MARK: Tasks

    private func workOff() async throws -> [TaskID: TaskOutcome] {
        let written = try await AuthoredBatch(self)?.run() ?? [:]
        return try await withThrowingTaskGroup(of: (TaskID, TaskOutcome).self) { group in
            var running: [TaskID: Scope] = [:]
            var outcomes = written
            while true {
                let ready = try TaskGraph(try folder.tasks()).ready(by: ledger).filter { outcomes[$0.id] == nil }
                for task in ready where running[task.id] == nil && running.count < limits.jobs {
                    let runner = try parts.runner(task)
                    let scope = Scope(of: task, by: ledger)
                    guard runner.isAutomatic, !running.values.contains(where: scope.overlaps) else { continue }
                    running[task.id] = scope
                    group.addTask { (task.id, try await TaskWork(loop: self, task: task, runner: runner).run()) }
                }
                if let (id, outcome) = try await group.next() {
                    running[id] = nil
                    outcomes[id] = outcome
                } else if let task = ready.first(where: { (try? parts.runner($0).isAutomatic) == false }) {
                    outcomes[task.id] = try await handOver(task)
                    if outcomes[task.id] == nil { continue }
                } else {
                    return outcomes
                }
            }
        }
    }

    /// Shows the prompt to a person, and waits for the end of their work where they are there; nil when it is over.
    private func handOver(_ task: TaskFile) async throws -> TaskOutcome? {
        let number = TaskWork.attempts(at: task.id, in: ledger) + 1
        let prompt = try await parts.prompt(task, Feedback(of: task.id, in: ledger).text).prompt
        try await append(
            .started(
                task.id, attempt: number, runner: Runner.manual.name, base: try await head(),
                lease: "person-\(Self.mark())"))
        guard try await parts.handOver(task, prompt) else { return .withPerson }
        while case .started = ledger.state(of: task.id) { try await clock.sleep(seconds: 1) }
        try await keeper.noteAll()
        return nil
    }

    // MARK: Words for the work on one task

    var ledger: Ledger { Ledger(contentsOf: folder.ledger) }

    func place(_ path: String) -> URL { git.root.appending(path: path) }

    /// The branch's head.
    func head() async throws -> String {
        try await git.run(["rev-parse", "--verify", "refs/heads/\(folder.branch)"]).trimmed
    }

    /// Writes into the ledger; on the bench, so that nobody else does.
    func append(_ event: LedgerEntry.Event) async throws {
        try Ledger.append([LedgerEntry(at: clock.now, event)], to: folder.ledger)
        await keeper.noteDocuments()
    }

    func interrupted(_ task: TaskID, attempt: Int) -> LedgerEntry.Event {
        let error = WeirError.attemptInterrupted(task)
        return .failed(
            task, attempt: attempt - 1, code: error.code.rawValue, message: error.message, usage: LedgerEntry.Usage())
    }

    /// What the leases of this repository begin with.
    private var leasePrefix: String {
        "awos-\(repository)-"
    }

    func newLease(_ task: TaskID, _ attempt: Int) -> String { "\(leasePrefix)\(task)-a\(attempt)-\(Self.mark())" }

    private static func mark() -> String { String(UInt64.random(in: 0...UInt64.max), radix: 36) }

    func send(_ name: String, _ message: String, _ task: TaskID?, level: Event.Level = .info) {
        events.send(
            Event(
                "awos.\(name)", message, at: clock.now, level: level, correlationID: "\(folder.number)",
                fields: task.map { ["task": .string("\($0)")] } ?? [:]))
    }
}
