import Diagnostics

/// The wording of what keeps work from beginning.
extension WeirError {
    static func noCommit() -> WeirError {
        WeirError("awos.no_commit", "this repository has no commit yet", hint: "git commit what there is", kind: .usage)
    }

    static func shallowClone() -> WeirError {
        WeirError(
            "awos.shallow_clone", "the history of this clone was cut off",
            hint: "fetch the rest: git fetch --unshallow", kind: .usage)
    }

    static func noIdentity() -> WeirError {
        WeirError(
            "awos.no_identity", "git does not know who commits here",
            hint: "tell it: git config user.name \"Ada\" and git config user.email ada@example.org", kind: .usage)
    }

    static func dirtyTree(_ paths: [String]) -> WeirError {
        let more = paths.count > 5 ? " and \(paths.count - 5) more" : ""
        return WeirError(
            "awos.dirty_tree",
            "there are changes that are not committed: \(paths.prefix(5).joined(separator: ", "))\(more)",
            hint: "commit them, or put them aside: git stash", kind: .usage)
    }

    static func ledgerChanged(_ path: String) -> WeirError {
        WeirError(
            "awos.ledger_changed", "lines of \(path) that were committed are changed or gone",
            hint: "put them back: git restore --source HEAD \(path)", kind: .usage)
    }

    static func noTasks(_ folder: SpecFolder) -> WeirError {
        WeirError(
            "awos.no_tasks", "\(folder.name) has no tasks", hint: "make them: awos tasks \(folder.number)", kind: .usage
        )
    }

    static func openQuestion(_ question: OpenQuestion, of folder: SpecFolder) -> WeirError {
        WeirError(
            "awos.open_question", "a question is open: \(question.text)", at: question.location,
            hint: "answer it: awos clarify \(folder.number)", kind: .usage)
    }

    static func vagueCriterion(_ criterion: Criterion, of folder: SpecFolder) -> WeirError {
        WeirError(
            "awos.vague_criterion", "\(criterion.id) has no check, so nothing can prove it", at: criterion.location,
            hint: "write a ```check block below it", kind: .usage)
    }

    static func branchMoved(_ branch: String) -> WeirError {
        WeirError("awos.branch_moved", "somebody moved \(branch) at the same time", hint: "call it again")
    }

    static func taskStarted(_ id: TaskID, by runner: String) -> WeirError {
        WeirError(
            "awos.task_started", "\(id) is being worked on (\(runner))",
            hint: "finish it: awos done \(id); or take it over: awos start \(id) --again", kind: .usage)
    }

    static func taskNotStarted(_ id: TaskID) -> WeirError {
        WeirError("awos.task_not_started", "nobody began \(id)", hint: "begin it: awos start \(id)", kind: .usage)
    }

    static func taskDone(_ id: TaskID) -> WeirError {
        WeirError("awos.task_done", "\(id) is done", hint: "take it back first: awos undo \(id)", kind: .usage)
    }

    static func taskBlocked(_ id: TaskID, _ question: String) -> WeirError {
        WeirError(
            "awos.task_blocked", "\(id) waits for a person: \(question)",
            hint: "answer it: awos answer \(id) --say TEXT; or open a path: awos widen \(id) PATH --reason WHY",
            kind: .usage)
    }

    static func taskWaits(_ id: TaskID, for open: [TaskID]) -> WeirError {
        WeirError(
            "awos.task_waits", "\(id) waits for \(open.map(\.description).joined(separator: ", "))",
            hint: "see what can be begun: awos next \(id.spec)", kind: .usage)
    }
}
