import Diagnostics
import Synchronization
import Terminal
import Testing

@testable import Awos
@testable import AwosCommand

@Suite struct QuestionsTests {
    private final class Lines: Sendable {
        private let rest: Mutex<[String]>
        init(_ lines: [String]) { rest = Mutex(lines) }
        func next() -> String? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    private static let questions = (1...6).map {
        Kind.Question("q\($0)", "What \($0)?", assumption: $0 == 2 ? "so" : nil)
    }

    private func ask(_ answers: [String]) async throws -> (answers: [String: String], messages: String) {
        let messages = CollectedText()
        let lines = Lines(answers)
        let console = Console(output: CollectedText(), messages: messages, color: false)
        let given = try await Questions(console) { lines.next() }.ask(Self.questions) { question, text in
            if text == "bad" { throw WeirError.wrongAnswer(question.id, expectation: "good", at: nil) }
        }
        return (given, messages.text)
    }

    @Test func fourComeAtATimeAndAnEmptyLineLeavesOneOpen() async throws {
        let (answers, messages) = try await ask(["a", "", " b ", "", "c", "d"])
        #expect(answers == ["q1": "a", "q3": "b", "q5": "c", "q6": "d"])
        #expect(messages.contains("questions 1 to 4 of 6") && messages.contains("questions 5 to 6 of 6"))
        #expect(messages.contains("q2: What 2? [so]"))
    }

    @Test func aWrongAnswerIsAskedAgain() async throws {
        let (answers, messages) = try await ask(["bad", "good", "-", "x"])
        #expect(answers == ["q1": "good"])
        #expect(messages.contains("the answer to 'q1' is not good; write good"))
    }

    @Test func theEndOfTheInputEndsTheQuestions() async throws { #expect(try await ask(["a"]).answers == ["q1": "a"]) }

    @Test func nobodyIsAskedWhereNobodySits() {
        #expect(Questions(Console(output: CollectedText(), messages: CollectedText())) == nil)
        let json = Console(output: CollectedText(), messages: CollectedText(), errorWidth: 80, json: true)
        #expect(Questions(json) == nil)
    }
}
