/// One of the three documents that say what the product is: what it asks, and where the answers stand.
public struct ProductDocument: Sendable {
    /// How an answer is written down.
    public enum Form: Sendable, Hashable {
        /// As paragraphs.
        case text
        /// As a list.
        case list
        /// As boxes that are added to those that stand there.
        case items
    }

    /// One thing that the document has to say, in a section of its own.
    public struct Question: Sendable, Hashable {
        /// Its name as an option and in an answers file.
        public let id: String
        /// The heading of its section.
        public let heading: String
        /// The question as a person is asked.
        public let text: String
        /// How the answer is written down.
        public let form: Form
        /// What is taken for granted until somebody answers.
        public let assumption: String
    }

    /// The command that makes it: `product`.
    public let name: String
    /// Its file in `context/product`.
    public let fileName: String
    /// Its title.
    public let title: String
    /// What it says at its head.
    public let introduction: [String]
    /// What it asks, in the order of its sections.
    public let questions: [Question]
    /// Whether it tells what the project's files say.
    public let hasFacts: Bool

    /// All three, in the order in which they are made.
    public static let all = [product, roadmap, architecture]

    /// What the product is, for whom, and what it is not.
    public static let product = ProductDocument(
        name: "product", fileName: "product-definition.md", title: "Product definition",
        introduction: ["What is built here and for whom. Edit it freely; `awos product` changes only what it is told."],
        questions: [
            Question(
                id: "purpose", heading: "Purpose", text: "What is it for, in one or two sentences?", form: .text,
                assumption: "it loads, models, checks and shows the data of the sources in this repository"),
            Question(
                id: "users", heading: "Users", text: "Who uses it, and what for?", form: .list,
                assumption: "whoever opens the dashboard or asks with `weir query`"),
            Question(
                id: "outcomes", heading: "Outcomes", text: "What do they know or decide with it?", form: .list,
                assumption: "what the pages of the dashboard answer"),
            Question(
                id: "measures", heading: "Measures", text: "How does one see that it works?", form: .list,
                assumption: "runs are green and pages are fresh"),
            Question(
                id: "limits", heading: "Limits", text: "What is it not for?", form: .list,
                assumption: "nothing is left out on purpose"),
        ], hasFacts: false)

    /// What comes next, as boxes.
    public static let roadmap = ProductDocument(
        name: "roadmap", fileName: RoadmapFile.fileName, title: "Roadmap",
        introduction: [
            "What comes next, best first. `awos spec` without an intent begins the first open item.",
            "An item that a spec stands for is ticked by `awos roadmap` once that spec is verified.",
        ],
        questions: [
            Question(
                id: "now", heading: "Now", text: "What comes first?", form: .items,
                assumption: "nothing is planned beyond the specs that are there"),
            Question(
                id: "next", heading: "Next", text: "What comes after that?", form: .items,
                assumption: "it is decided when the first items are done"),
            Question(
                id: "later", heading: "Later", text: "What may come one day?", form: .items,
                assumption: "nothing is promised"),
        ], hasFacts: false)

    /// Where data comes from, where it is kept, and what must hold.
    public static let architecture = ProductDocument(
        name: "architecture", fileName: "architecture.md", title: "Architecture",
        introduction: ["How the product is built, as far as the code does not say it by itself."],
        questions: [
            Question(
                id: "data", heading: "Data", text: "Which data comes in, from where, how much and how often?",
                form: .list, assumption: "that of the sources which weir.yml has settings for"),
            Question(
                id: "freshness", heading: "Freshness", text: "How old may what is shown be?", form: .text,
                assumption: "a day"),
            Question(
                id: "running", heading: "Running", text: "Where does it run, and who looks after it?", form: .text,
                assumption: "on one machine, by whoever started it"),
            Question(
                id: "rules", heading: "Rules", text: "Which rules hold for the data: privacy, retention, access?",
                form: .list, assumption: "no column is personal and nothing is deleted"),
            Question(
                id: "decisions", heading: "Decisions", text: "Which decisions stand, instead of what, and why?",
                form: .list, assumption: "those of this repository as it was cloned"),
        ], hasFacts: true)

    /// The questions that a document leaves open; all of them when there is none yet.
    public func openQuestions(in document: MarkdownFile?) -> [Question] {
        guard let document else { return questions }
        let open = Set(OpenQuestion.all(in: document).map(\.line))
        return questions.filter { question in
            guard let section = document.section(question.heading) else { return false }
            return section.lines.contains(where: open.contains)
        }
    }
}
