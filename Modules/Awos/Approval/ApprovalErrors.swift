import Diagnostics

/// The wording about what a person decides.
extension WeirError {
    static func approvalRequired(_ folder: SpecFolder, _ state: Approval.State) -> WeirError {
        let what =
            if case .lapsed(let person) = state {
                "\(folder.name) was changed since \(person) approved it"
            } else {
                "\(folder.name) is not approved"
            }
        return WeirError(
            "awos.approval_required", what, hint: "a person reads and agrees: awos approve \(folder.number)",
            kind: .usage)
    }

    static func personDecides(_ task: String) -> WeirError {
        WeirError(
            "awos.person_decides", "this is a person's to decide, and it is called by an agent at work on \(task)",
            hint: "end with a question; a person calls it outside of a task", kind: .usage)
    }

    static func wrongWidening(_ path: String) -> WeirError {
        WeirError(
            "awos.wrong_path", "'\(path)' is not one path inside of the repository",
            hint: "name each path by itself, from the root and without stars", kind: .usage)
    }

    static func ofAwosAlone(_ path: String) -> WeirError {
        WeirError(
            "awos.wrong_path", "\(path) is written by awos and by people, never by a task",
            hint: "change it by hand, and approve the spec again", kind: .usage)
    }

    static func notATest(_ path: String) -> WeirError {
        WeirError(
            "awos.wrong_path", "\(path) is no test", hint: "open it for a task: awos widen NNN-Tn PATH", kind: .usage)
    }

    static func noSuchQuestion(_ subject: String, _ questions: [String]) -> WeirError {
        WeirError(
            "awos.no_such_question",
            questions.isEmpty
                ? "\(subject) asks a person nothing" : "\(subject) asks more than one question, or another",
            hint: questions.isEmpty ? "write it as 003-T1 or 003/AC-1" : "name one of them: --question TEXT",
            notes: questions, kind: .usage)
    }

    static func nothingAsked(_ task: TaskID) -> WeirError {
        WeirError(
            "awos.nothing_asked", "\(task) waits for no answer", hint: "see what does: awos status \(task.spec)",
            kind: .usage)
    }

    static func emptyReply(_ task: TaskID) -> WeirError {
        WeirError(
            "awos.nothing_asked", "the answer to \(task) is empty", hint: "awos answer \(task) --say TEXT", kind: .usage
        )
    }

    static func reasonMissing() -> WeirError {
        WeirError("awos.reason_missing", "a reason is missing", hint: "say why: --reason WHY", kind: .usage)
    }
}
