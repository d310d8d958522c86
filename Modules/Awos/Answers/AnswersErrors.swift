import Diagnostics

extension WeirError {
    static func noAnswers(_ file: String) -> WeirError {
        WeirError(
            "awos.no_answers", "the answers file \(file) cannot be read",
            hint: "write one line a question: id: answer", kind: .usage)
    }
}
