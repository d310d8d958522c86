import Awos
import Diagnostics
import Foundation
import Terminal

/// Where a command's answers come from: its options, before an answers file, before a person at the terminal.
enum AnswerSources {
    static let file = Option.optional(
        "answers", .file("FILE"), "YAML file with answers by the names of these options")

    /// Gathers answers; a person is asked only where no option and no file gives any, and only at a terminal.
    static func gather(
        _ options: [String: AnswerOption], _ session: AwosSession, open questions: [Interview.Question]
    ) async throws -> Answers {
        let invocation = session.invocation
        var answers = Answers()
        if let path = try invocation[file] {
            answers = try AnswersFile(contentsOf: invocation.file(path), shown: path)
                .answers(to: options.keys.sorted())
        }
        answers = answers.merging(Answers(try options.mapValues { try $0.texts(invocation) }))
        let isHeadless = try !answers.texts.isEmpty || invocation[file] != nil || !canAsk(session.console)
        return isHeadless ? answers : await interview(session.console).answers(to: questions)
    }

    /// Whether a person sits there: messages are read on a terminal, and lines are typed at one.
    static func canAsk(_ console: Console) -> Bool { console.drawsProgress && isatty(STDIN_FILENO) == 1 }

    static func interview(_ console: Console) -> Interview {
        Interview(say: { console.note($0) }, line: { (try? await offload { readLine() }) ?? nil })
    }

    /// The answers of the person at the terminal to a kind's questions; none where nobody sits.
    ///
    /// What `accept` throws is shown, and the question comes again.
    static func ask(
        _ questions: [Kind.Question], _ console: Console, accept: ([String: String]) throws -> Void
    ) async -> [String: String] {
        guard canAsk(console) else { return [:] }
        let asked = questions.map { Interview.Question($0.id, $0.text, assumption: $0.assumption) }
        let answers = await interview(console).answers(to: asked) { question, text in
            do { try accept([question.id: text]) } catch { return WeirError(wrapping: error).text() }
            return nil
        }
        return answers.texts.compactMapValues(\.first)
    }
}
