/// Asks a person at a terminal, at most four questions at a time.
public struct Interview: Sendable {
    /// How many questions are asked in one go.
    public static let questionsAtOnce = 4

    /// What is asked.
    public struct Question: Sendable, Hashable {
        /// Its name in an answers file.
        public let id: String
        /// The question.
        public let text: String
        /// What is taken for granted without an answer.
        public let assumption: String?

        /// A question.
        public init(_ id: String, _ text: String, assumption: String?) {
            (self.id, self.text, self.assumption) = (id, text, assumption)
        }
    }

    private let say: @Sendable (String) -> Void
    private let line: @Sendable () async -> String?

    /// An interview that shows lines with `say` and takes them from `line`, which gives nil at the end of the input.
    public init(say: @escaping @Sendable (String) -> Void, line: @escaping @Sendable () async -> String?) {
        (self.say, self.line) = (say, line)
    }

    /// The answers that the person gave; a question left empty has none, and `q` leaves all the others empty.
    ///
    /// `judge` says what is wrong with an answer: that is shown, and the question comes again.
    public func answers(
        to questions: [Question], judge: (Question, String) -> String? = { _, _ in nil }
    ) async -> Answers {
        var texts: [String: [String]] = [:]
        for start in stride(from: 0, to: questions.count, by: Self.questionsAtOnce) {
            let end = min(start + Self.questionsAtOnce, questions.count)
            say("Questions \(start + 1) to \(end) of \(questions.count). An empty line leaves one open, q all others.")
            for question in questions[start..<end] {
                var isRight = false
                while !isRight {
                    say("\(question.id): \(question.text)" + (question.assumption.map { " [\($0)]" } ?? ""))
                    guard let answer = await line()?.trimmed, answer != "q" else { return Answers(texts) }
                    let complaint = answer.isEmpty ? nil : judge(question, answer)
                    if let complaint { say(complaint) } else { texts[question.id] = [answer] }
                    isRight = complaint == nil
                }
            }
        }
        return Answers(texts)
    }
}
