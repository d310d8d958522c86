import Awos
import Diagnostics
import Foundation
import Terminal

/// Asks a person at a terminal, at most four questions at a time.
struct Questions {
    private let console: Console
    private let line: @Sendable () -> String?

    /// A questioner; nil where nobody sits: no terminal, or a caller that wants JSON.
    init?(_ console: Console) {
        guard console.drawsProgress, !console.isJSON, isatty(STDIN_FILENO) == 1 else { return nil }
        self.init(console) { readLine() }
    }

    /// A questioner that gets its answers, a line each, from `line`; nil there ends the questions.
    init(_ console: Console, line: @escaping @Sendable () -> String?) {
        (self.console, self.line) = (console, line)
    }

    /// Asks these questions; an empty line takes the assumption or leaves the question open, `-` leaves all others.
    ///
    /// `accept` judges an answer; what it throws is shown, and the question comes again.
    func ask(
        _ questions: [Kind.Question], accept: (Kind.Question, String) throws -> Void
    ) async throws -> [String: String] {
        var answers: [String: String] = [:]
        for (index, question) in questions.enumerated() {
            if index % 4 == 0 {
                let last = min(index + 4, questions.count)
                console.note(
                    "questions \(index + 1) to \(last) of \(questions.count); empty: as assumed or open; -: no more")
            }
            while true {
                console.note("\(question.id): \(question.text)" + (question.assumption.map { " [\($0)]" } ?? ""))
                guard let text = try await offload({ self.line() })?.trimmingCharacters(in: .whitespaces), text != "-"
                else { return answers }
                if text.isEmpty { break }
                do {
                    try accept(question, text)
                    answers[question.id] = text
                    break
                } catch let error as WeirError {
                    console.note(error.message + (error.hint.map { "; \($0)" } ?? ""))
                }
            }
        }
        return answers
    }
}
