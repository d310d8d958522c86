import Awos
import Foundation
import JSON
import Terminal

/// `awos product`, `awos roadmap`, `awos architecture`: the three documents that say what the product is.
enum ProductCommands {
    static let product = command(
        .product, "say what is built here and for whom",
        example: "awos product --purpose \"Where bikes are missing\" --users \"planners: when to move them\"")
    static let roadmap = command(
        .roadmap, "say what comes next",
        example: "awos roadmap --now \"Hourly air quality for the city\" --next \"Stations that run empty\"")
    static let architecture = command(
        .architecture, "say where data comes from and which rules hold for it",
        example: "awos architecture --freshness \"a day\" --rules \"no names of riders\"")

    private static func command(_ document: ProductDocument, _ summary: String, example: String) -> Command {
        let options = Dictionary(
            document.questions.map { question in
                (question.id, AnswerOption(question.id, question.summary, isList: question.form != .text))
            }
        ) { $1 }
        return Command(
            document.name, summary,
            discussion: """
                Makes context/product/\(document.fileName), or changes in it what an option or the answers file names; every \
                other byte stays. What nobody answers is written down as an assumption. At a terminal, without options, it asks.
                """,
            examples: [.init(example, "answers two questions and assumes the others")],
            options: document.questions.compactMap { options[$0.id]?.option } + [AnswerSources.file],
            run: { try await run(document, options, $0) })
    }

    private static func run(
        _ document: ProductDocument, _ options: [String: AnswerOption], _ invocation: Invocation
    ) async throws {
        let session = try await AwosSession(invocation)
        let stands = try session.productDocument(document)
        let open = document.openQuestions(in: stands).map {
            Interview.Question($0.id, $0.text, assumption: $0.assumption)
        }
        let answers = try await AnswerSources.gather(options, session, open: open)
        let facts =
            document.hasFacts
            ? try ProjectFacts.lines(in: session.git.root, environment: invocation.environment) : []
        let isRoadmap = document.name == ProductDocument.roadmap.name
        let plan = try ProductPlan(
            document, in: session.tree, answers: answers, facts: facts,
            begun: isRoadmap ? session.begunSpecs() : [])
        try plan.apply()
        report(plan, session)
    }

    private static func report(_ plan: ProductPlan, _ session: AwosSession) {
        let fate = plan.before == nil ? "made" : plan.isChange ? "changed" : "kept"
        if session.invocation.wantsJSON {
            return session.console.print([
                "file": .string(plan.path), "fate": .string(fate),
                "answered": .array(plan.answered.map(JSONValue.string)),
                "assumed": .array(plan.assumed.map(JSONValue.string)),
            ])
        }
        session.console.print("\(plan.path): \(fate == "kept" ? "nothing to change" : fate)")
        for id in plan.assumed { session.console.print("  assumed: \(id)") }
        if !plan.assumed.isEmpty {
            session.console.note("answer one: awos \(plan.document.name) --\(plan.assumed[0]) \"…\"")
        }
    }
}

extension ProductDocument.Question {
    /// The question as a help page shows it.
    fileprivate var summary: String { text.prefix(1).lowercased() + text.dropFirst() }
}

extension AwosSession {
    /// One of the product's documents as it stands; nil when there is none.
    func productDocument(_ document: ProductDocument) throws -> MarkdownFile? {
        let file = tree.product.appending(path: document.fileName)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try MarkdownFile(contentsOf: file, shown: tree.shown(file))
    }

    /// Every spec that can be read, and whether all of it is proved.
    func begunSpecs() -> [RoadmapFile.Begun] {
        tree.folders().compactMap { try? SpecStatus($0) }.map { status in
            RoadmapFile.Begun(status.spec.number, status.spec.title, isVerified: status.word == "verified")
        }
    }
}
