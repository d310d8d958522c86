import Diagnostics

/// The wording of what a judge finds wrong.
extension WeirError {
    static func nothingChanged(_ task: TaskID) -> WeirError {
        WeirError("awos.nothing_changed", "\(task) is said to be finished, and nothing was changed")
    }

    static func notTakeable(_ refusals: [String]) -> WeirError {
        WeirError("awos.patch_refused", refusals.joined(separator: "; "), hint: "take it out of the tree")
    }

    static func outsideOfScope(_ refused: [(path: String, why: Scope.Refusal)], of task: TaskID) -> WeirError {
        let parts = refused.prefix(20).map { "\($0.path) (\($0.why.word))" }
        let more = refused.count > 20 ? " and \(refused.count - 20) more" : ""
        return WeirError(
            "awos.outside_of_scope", "\(task) may not write \(parts.joined(separator: ", "))\(more)",
            hint: "a person may open a path: awos widen \(task) PATH --reason WHY")
    }

    static func otherBranch(_ branch: String) -> WeirError {
        WeirError(
            "awos.other_branch", "the checkout is not on \(branch)", hint: "git switch \(branch)", kind: .usage)
    }

    static func testsWeakened(_ what: [String]) -> WeirError {
        WeirError(
            "awos.tests_weakened", "the change \(list(what))",
            hint: "a person may accept a changed test: awos accept-test NNN PATH --reason WHY")
    }

    static func testsOfNothing(_ what: [String]) -> WeirError {
        WeirError(
            "awos.test_of_nothing", "these tests cannot fail: \(list(what))",
            hint: "expect something of what the code gives back; that it does not throw is "
                + "#expect(throws: Never.self) { … }")
    }

    static func fixWithoutTest(_ task: TaskID) -> WeirError {
        WeirError(
            "awos.fix_without_test", "\(task) is a fix, and the change brings no test that its checks name",
            hint: "write a test that fails before the fix and passes after it")
    }

    static func passesAtBase(_ check: Check, of task: TaskID) -> WeirError {
        WeirError(
            "awos.passes_at_base", "\(check.title) of \(task) passes without the fix as well",
            hint: "the test has to fail on what was there before")
    }

    static func noCheck(_ task: TaskID) -> WeirError {
        WeirError("awos.no_check", "\(task) has no check, so nothing can prove it", hint: "add one under `verify`")
    }

    static func checkFailed(_ check: Check, of subject: String, _ reason: String) -> WeirError {
        WeirError("awos.check_failed", "\(check.title) of \(subject) failed: \(reason)")
    }

    static func checkFlaky(_ check: Check, of subject: String) -> WeirError {
        WeirError(
            "awos.check_flaky", "\(check.title) of \(subject) gave two answers on one tree",
            hint: "take out what it depends on: time, order, what an earlier run left")
    }

    static func checkNotRun(_ check: Check, of subject: String, _ reason: String) -> WeirError {
        WeirError(
            "awos.check_not_run", "\(check.title) of \(subject) was not run: \(reason)",
            hint: "a person answers: awos answer \(subject) --yes")
    }

    private static func list(_ parts: [String]) -> String {
        parts.prefix(10).joined(separator: ", ") + (parts.count > 10 ? " and \(parts.count - 10) more" : "")
    }
}

extension Scope.Refusal {
    /// The reason in a sentence.
    var word: String {
        switch self {
        case .outside: "outside of its scope"
        case .protected: "protected"
        case .existingTest: "a test that was there before"
        }
    }
}
