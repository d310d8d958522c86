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
    /// What it needs to know, in order.
    public let questions: [Question]
    /// What has to be true in the end.
    public let criteria: @Sendable (Draft) -> [CriterionDraft]
    /// Who does what, in order.
    public let tasks: @Sendable (Draft) -> [TaskDraft]

    /// A kind.
    public init(
        _ name: String, _ summary: String, words: [String], questions: [Question],
        criteria: @escaping @Sendable (Draft) -> [CriterionDraft], tasks: @escaping @Sendable (Draft) -> [TaskDraft]
    ) {
        self.name = name
        self.summary = summary
        self.words = words
        self.questions = questions
        self.criteria = criteria
        self.tasks = tasks
    }

    /// One thing that a kind has to know.
    public struct Question: Sendable, Hashable {
        /// Its name in an answers file and in front matter: `grain`.
        public let id: String
        /// The question as a person is asked.
        public let text: String
        /// What is taken for granted without an answer; nil when only somebody who knows can say.
        public let assumption: String?

        /// A question.
        public init(_ id: String, _ text: String, assumption: String? = nil) {
            self.id = id
            self.text = text
            self.assumption = assumption
        }
    }

    /// What is known of a change before its documents are written.
    public struct Draft: Sendable, Hashable {
        /// The spec's number.
        public let number: SpecNumber
        /// What is wanted, as somebody put it.
        public let intent: String
        /// The name of what is made: `air_quality`.
        public let name: String
        /// The modules, where the kind asks for them.
        public let modules: [String]
        /// The answers so far, assumptions among them, by question.
        public let answers: [String: String]

        /// A draft.
        public init(
            number: SpecNumber, intent: String, name: String, modules: [String] = [], answers: [String: String] = [:]
        ) {
            self.number = number
            self.intent = intent
            self.name = name
            self.modules = modules
            self.answers = answers
        }

        /// The name as a Swift type: `AirQuality`.
        public var typeName: String {
            name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }
    }

    /// A criterion before it stands in a document.
    public struct CriterionDraft: Sendable, Hashable {
        /// Given, when, then.
        public let statement: String
        /// What proves it, each as the lines of a YAML mapping; none leaves the criterion to be completed, as a question.
        public let checks: [[String]]

        /// A criterion.
        public init(_ statement: String, checks: [[String]] = []) {
            self.statement = statement
            self.checks = checks
        }
    }

    /// A task before it stands in a document.
    public struct TaskDraft: Sendable, Hashable {
        /// The module, whose folder, tests and subagent it takes.
        public let module: String
        /// What is done, in a few words.
        public let title: String
        /// What is done, in sentences.
        public let instructions: String
        /// The files that have to be there in the end, each with what it holds.
        public let deliverables: [String]
        /// The paths that it may write.
        public let mayWrite: [String]
        /// The criteria that it carries, from 1.
        public let criteria: [Int]
        /// What proves it, each as the lines of a YAML mapping.
        public let checks: [[String]]
        /// The files to read first.
        public let contextFiles: [String]
        /// The tasks before it, from 1.
        public let after: [Int]

        /// A task.
        public init(
            _ module: String, _ title: String, instructions: String, deliverables: [String], mayWrite: [String],
            criteria: [Int], checks: [[String]], contextFiles: [String], after: [Int]
        ) {
            self.module = module
            self.title = title
            self.instructions = instructions
            self.deliverables = deliverables
            self.mayWrite = mayWrite
            self.criteria = criteria
            self.checks = checks
            self.contextFiles = contextFiles
            self.after = after
        }
    }
}
