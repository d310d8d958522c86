import Diagnostics
import DurableFiles
import Foundation
import JSON

/// Work on a task by somebody whom awos does not start: `start` claims it, `finish` judges what stands in the checkout.
public struct Claim: Sendable {
    private let judge: Judge
    private var git: GitRepository { judge.git }
    private var folder: SpecFolder { judge.folder }

    /// Claims of the judge's spec.
    public init(_ judge: Judge) { self.judge = judge }

    /// Claims a task, from the branch's head; the checkout is on the branch.
    ///
    /// - Parameter again: takes over a claim that somebody holds, as the same attempt.
    public func start(_ id: TaskID, runner: String = Runner.manual.name, again: Bool = false) async throws -> Attempt {
        let graph = try TaskGraph(try folder.tasks())
        let task = try graph.task(id)
        let ledger = Ledger(contentsOf: folder.ledger)
        let number: Int
        switch ledger.state(of: id) {
        case .open(let attempts): number = attempts + 1
        case .started(let attempt, let runner, _, _):
            guard again else { throw WeirError.taskStarted(id, by: runner) }
            try requireOwn(runner)
            number = attempt
        case .blocked(let question): throw WeirError.taskBlocked(id, question)
        case .done: throw WeirError.taskDone(id)
        }
        let open = task.dependsOn.filter { !ledger.state(of: $0).isDone }
        guard open.isEmpty else { throw WeirError.taskWaits(id, for: open) }
        let base = try await git.run(["rev-parse", "HEAD"]).trimmed
        let lease = "\(runner)-\(String(UInt32.random(in: 0...UInt32.max), radix: 36))"
        // What lies about untracked before the first attempt is none of the work.
        if !FileManager.default.fileExists(atPath: note(id).path) { try await noteUntracked(id) }
        let event = LedgerEntry.Event.started(id, attempt: number, runner: runner, base: base, lease: lease)
        try Ledger.append([LedgerEntry(at: judge.clock.now, event)], to: folder.ledger)
        return Attempt(number, runner: runner, base: base, lease: lease)
    }

    /// What `implement` gave to an agent it ends itself, as long as it runs.
    private func requireOwn(_ runner: String) throws {
        if runner != Runner.manual.name { try Preflight.requireNobody(git.root) }
    }

    private func noteUntracked(_ id: TaskID) async throws {
        let untracked = try await git.run(["ls-files", "--others", "--exclude-standard", "-z", "--directory"])
        let paths = untracked.split(separator: "\0").map { JSONValue.string(String($0)) }
        try DurableFile.write(JSONValue.array(paths).text() + "\n", to: note(id))
    }

    /// Judges what differs in the checkout from the branch's head.
    public func finish(_ id: TaskID) async throws -> Verdict {
        try await CheckoutSync(git).repair()
        guard try await git.currentBranch() == folder.branch else { throw WeirError.otherBranch(folder.branch) }
        let task = try TaskGraph(try folder.tasks()).task(id)
        // Somebody goes on after a verdict without claiming the task anew: that is the next attempt.
        if case .open(let attempts) = Ledger(contentsOf: folder.ledger).state(of: id), attempts > 0,
            FileManager.default.fileExists(atPath: note(id).path)
        {
            _ = try await start(id)
        }
        let ledger = Ledger(contentsOf: folder.ledger)
        guard case .started(let number, let runner, let base, let lease) = ledger.state(of: id) else {
            throw ledger.state(of: id).isDone ? WeirError.taskDone(id) : WeirError.taskNotStarted(id)
        }
        try requireOwn(runner)
        let lying = (try? JSONValue.parse(String(contentsOf: note(id), encoding: .utf8)))?.array ?? []
        let head = try await git.run(["rev-parse", "HEAD"]).trimmed
        let patch = try await Patch.capture(
            git.root, against: head, in: git,
            leavingOut: ["context/spec/", ".weir/"] + lying.compactMap(\.string))
        let begun = ledger.entries.last { entry in
            if case .started(id, _, _, _, _) = entry.event { true } else { false }
        }
        let seconds = begun.map { max(0, judge.clock.now.timeIntervalSince($0.at)) } ?? 0
        let verdict = try await judge.judge(
            task, patch: patch,
            attempt: Attempt(number, runner: runner, base: base, lease: lease, usage: .init(seconds: seconds)))
        if verdict.isDone { try? FileManager.default.removeItem(at: note(id)) }
        return verdict
    }

    private func note(_ id: TaskID) -> URL { git.root.appending(path: ".weir/awos/\(id).untracked.json") }
}
