import Diagnostics

/// The wording of what is wrong with kinds and answers.
extension WeirError {
    static func unknownKind(_ name: String, known: [String]) -> WeirError {
        WeirError(
            "awos.unknown_kind", "there is no kind '\(name)'",
            hint: NearMiss.question(name, in: known) ?? "kinds are \(known.joined(separator: ", "))", kind: .usage)
    }

    static func wrongAnswer(_ id: String, expectation: String, at place: SourceLocation?) -> WeirError {
        WeirError(
            "awos.wrong_answer", "the answer to '\(id)' is not \(expectation)", at: place,
            hint: "write \(expectation)", kind: .usage)
    }
}
