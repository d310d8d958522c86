/// What a sort of change always asks, does and proves: a source, a model, a page.
///
/// A new kind is a value in a file of its own, and a line in `Kinds.all`.
public struct Kind: Sendable {
    /// Its name in documents and behind `--kind`.
    public let name: String
    /// What it makes, in one line.
    public let summary: String
    /// Words of an intent that point to it, in lower case; the kind with most of them is guessed.
    public let words: [String]
    /// How many modules a caller has to name.
    public let modules: Modules
    /// What it needs to know, in order.
    public let questions: [Question]
    /// What it decides by itself, each with what else there was and why.
    public let decisions: [Decision]
    /// What has to be true in the end.
    public let criteria: @Sendable (Draft) -> [CriterionDraft]
    /// Who does what, in order.
    public let tasks: @Sendable (Draft) -> [TaskDraft]

    /// A kind.
    public init(
        _ name: String, _ summary: String, words: [String], modules: Modules = .known, questions: [Question],
        decisions: [Decision] = [], criteria: @escaping @Sendable (Draft) -> [CriterionDraft],
        tasks: @escaping @Sendable (Draft) -> [TaskDraft]
    ) {
        self.name = name
        self.summary = summary
        self.words = words
        self.modules = modules
        self.questions =
            Self.always(modules).filter { common in !questions.contains { $0.id == common.id } } + questions
        self.decisions = decisions
        self.criteria = criteria
        self.tasks = tasks
    }

    /// How many modules a caller has to name.
    public enum Modules: Sendable, Hashable {
        /// None: the kind knows them.
        case known
        /// The one that is changed.
        case one
        /// One or more.
        case some
    }

    /// Something that a kind decides for everybody.
    public struct Decision: Sendable, Hashable {
        /// What is done.
        public let choice: String
        /// What else there was.
        public let alternative: String
        /// Why it is done so.
        public let reason: String

        /// A decision.
        public init(_ choice: String, insteadOf alternative: String, because reason: String) {
            (self.choice, self.alternative, self.reason) = (choice, alternative, reason)
        }
    }

    /// What every change has to know.
    private static func always(_ modules: Modules) -> [Question] {
        let asked: [Question] =
            switch modules {
            case .known: []
            case .one: [Question("modules", "Which module is changed?", form: .modules(atMost: 1))]
            case .some: [Question("modules", "Which modules are changed, separated by commas?", form: .modules())]
            }
        return [
            Question(
                "who", "Who needs this, and what do they do with it?",
                assumption: "whoever asked for it, for what the intent says"),
            Question(
                "leaves_out", "What is left out on purpose?", assumption: "everything that no criterion names"),
        ] + asked
    }
}

extension Kind: CustomStringConvertible {
    public var description: String {
        let asked = questions.map { "  \($0.id): \($0.text)" + ($0.assumption.map { " (\($0))" } ?? "") }
        return (["\(name): \(summary)"] + asked).joined(separator: "\n")
    }
}

extension Kind {
    /// One thing that a kind has to know.
    public struct Question: Sendable, Hashable {
        /// Its name in an answers file and in front matter: `grain`.
        public let id: String
        /// The question as a person is asked.
        public let text: String
        /// What an answer looks like.
        public let form: AnswerForm
        /// What is taken for granted without an answer; nil when only somebody who knows can say. `{name}` and `{type}`
        /// stand for the draft's names, `{module}` for its first module.
        public let assumption: String?

        /// A question.
        public init(_ id: String, _ text: String, form: AnswerForm = .text, assumption: String? = nil) {
            self.id = id
            self.text = text
            self.form = form
            self.assumption = assumption
        }
    }
}
