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

    static func notJudged(_ task: TaskID) -> WeirError {
        WeirError("awos.not_judged", "\(task) could not be judged: no check was run")
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
