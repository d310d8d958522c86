import Diagnostics

/// The wording of wrong calls.
extension WeirError {
    static func nobody() -> WeirError {
        WeirError(
            "awos.no_identity", "git does not know who decides here",
            hint: "tell it: git config user.name \"Ada\" and git config user.email ada@example.org", kind: .usage)
    }

    static func noSubject(_ text: String) -> WeirError {
        WeirError(
            "awos.wrong_id", "'\(text)' is no name of a task and none of a criterion",
            hint: "write it as 003-T1 or 003/AC-1", kind: .usage)
    }

    static func noTask(_ text: String) -> WeirError {
        WeirError("awos.wrong_id", "'\(text)' is no name of a task", hint: "write it as 003-T1", kind: .usage)
    }

    static func yesOrNo() -> WeirError {
        WeirError(
            "awos.yes_or_no", "an answer is one of --yes, --no and --say TEXT", hint: "give one of them", kind: .usage)
    }

    static func notProved(_ name: String, criteria: Int, tasks: Int) -> WeirError {
        let open = [(criteria, "criteria"), (tasks, "tasks")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return WeirError(
            "awos.not_proved", "\(open.joined(separator: " and ")) of \(name) are not proved",
            hint: "see why: the lines above; outputs are in .weir/evidence")
    }

    static func notDone(_ code: String, _ message: String) -> WeirError {
        WeirError(WeirError.Code(rawValue: code), message, hint: "change it and call `awos done` again")
    }

    static func notAgreed() -> WeirError {
        WeirError("awos.not_agreed", "nothing was begun: nobody agreed", kind: .usage)
    }
}
