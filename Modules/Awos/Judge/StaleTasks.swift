import Diagnostics
import Foundation

/// Done tasks whose evidence says nothing any more: a later task changed what their checks read.
extension Judge {
    /// What a second look at done tasks came to.
    struct SecondLook: Sendable {
        /// The evidence, and the end of each task that holds no more.
        var entries: [LedgerEntry] = []
        /// The tasks that are open again.
        var reopened: [TaskID] = []
    }

    /// Runs the stale checks of done tasks on a tree. A task whose check fails there is open again, and the next attempt is
    /// told what failed.
    func lookAgain(at tasks: [TaskFile], on tree: String, _ prover: inout Prover) async throws -> SecondLook {
        let ledger = Ledger(contentsOf: folder.ledger)
        let inputs = try await prover.inputs(of: tree)
        var look = SecondLook()
        for task in tasks {
            guard let attempt = ledger.attempt(thatDid: task.id), ledger.state(of: task.id).isDone else { continue }
            let evidence = ledger.evidence(of: "\(task.id)")
            let stale = try task.checks.filter { check in
                guard let last = evidence[check.text], last.outcome == .passed else { return false }
                return try last.inputs != inputs.digest(check, files: task.scope)
            }
            let runs = try await prover.prove(stale, of: "\(task.id)", files: task.scope, on: tree)
            look.entries += runs.map { LedgerEntry(at: clock.now, .checked($0.evidence)) }
            guard !runs.isEmpty, let error = failure(of: runs, task: task) else { continue }
            look.reopened.append(task.id)
            look.entries.append(
                LedgerEntry(
                    at: clock.now,
                    .failed(
                        task.id, attempt: attempt, code: error.code.rawValue, message: masker.mask(error.message),
                        usage: LedgerEntry.Usage())))
        }
        return look
    }
}

extension Ledger {
    /// The attempt after which a task was done last; nil when it never was.
    fileprivate func attempt(thatDid task: TaskID) -> Int? {
        for entry in entries.reversed() { if case .done(task, let attempt, _, _, _) = entry.event { return attempt } }
        return nil
    }
}
