import Diagnostics
import Foundation

/// The open questions of a spec's documents, and what answers to them change.
///
/// The question's text gives way to the answer; criteria that wait for it, and documents that nobody changed since they
/// were drafted, follow. Every other byte stays.
public struct Clarification: Sendable {
    /// A question as it can be answered.
    public struct Item: Sendable, Hashable {
        /// Its name: the kind's (`grain`), or its place among those without one (`q1`).
        public let id: String
        /// The question.
        public let question: OpenQuestion
        /// Whether it came from the kind.
        public let isKinds: Bool
    }

    /// The spec with its kind.
    let drafting: TaskDrafting
    /// The open questions, in the order of the documents.
    public let items: [Item]
    private let documents: [MarkdownFile]

    /// Reads the documents of a spec.
    public init(_ folder: SpecFolder) throws {
        drafting = try TaskDrafting(folder)
        var documents = [drafting.spec.document]
        if drafting.has(ConsiderationsText.fileName) {
            documents.append(try folder.document(ConsiderationsText.fileName))
        }
        documents += try folder.tasks().map(\.document)
        self.documents = documents
        let kinds = Set(drafting.kind.questions.map(\.id))
        var nameless = 0
        items = documents.flatMap(OpenQuestion.all).map { question in
            if let id = Self.id(before: question), kinds.contains(id) {
                return Item(id: id, question: question, isKinds: true)
            }
            nameless += 1
            return Item(id: "q\(nameless)", question: question, isKinds: false)
        }
    }

    /// The bold word in front of a question: `- **grain** [NEEDS CLARIFICATION: …]`.
    private static func id(before question: OpenQuestion) -> String? {
        let line = (question.location.excerpt ?? "").prefix(max(0, (question.location.column ?? 1) - 1))
        return line.wholeMatch(of: /\s*[-*]\s+\*\*([a-z][a-z0-9_]*)\*\*:?\s*/).map { String($0.1) }
    }

    /// What can be answered: the open questions, and the kind's that have an answer already.
    public var questions: [Kind.Question] {
        let own = items.filter { !$0.isKinds }.map { Kind.Question($0.id, $0.question.text) }
        return drafting.kind.questions + own
    }

    /// The open ones of these, for somebody who is asked.
    public var openQuestions: [Kind.Question] {
        let open = Set(items.map(\.id))
        return questions.filter { open.contains($0.id) }
    }

    /// What these answers change.
    public func plan(_ answers: [String: String]) throws -> DocumentPlan {
        let folder = drafting.folder
        let kinds = answers.filter { answer in drafting.kind.questions.contains { $0.id == answer.key } }
        let draft = try SpecDraft.answered(drafting.draft, kinds, drafting.kind, folder.tree)
        var plan = DocumentPlan()
        for (index, old) in documents.enumerated() {
            var document = old
            replaceQuestions(in: &document, by: answers)
            if index == 0, !kinds.isEmpty {
                document = try SpecEdit.answering(document, kinds, drafting.kind)
                let texts = (
                    SpecText(kind: drafting.kind, draft: drafting.draft), SpecText(kind: drafting.kind, draft: draft)
                )
                document = SpecEdit.replacingCriteria(document, texts.0.criteria, by: texts.1.criteria, &plan.notes)
            }
            plan.change(old.file, from: old.text, to: document.text)
        }
        guard !kinds.isEmpty else { return plan }
        return try following(plan)
    }

    /// The documents that were drafted from the spec, drafted again from what it will be.
    private func following(_ plan: DocumentPlan) throws -> DocumentPlan {
        var plan = plan
        guard let text = plan.entries.first(where: { $0.path == documents[0].file })?.text else { return plan }
        let spec = try FunctionalSpec(MarkdownFile(text, file: documents[0].file))
        let drafting = try TaskDrafting(drafting.folder, spec)
        let changed = Set(plan.entries.map(\.path))
        var more = DocumentPlan()
        if drafting.has(ConsiderationsText.fileName) { more.append(try drafting.considerations(keepingChanged: true)) }
        if drafting.has("tasks") { more.append(try drafting.tasks(keepingChanged: true)) }
        for entry in more.entries where !changed.contains(entry.path) { plan.add(entry) }
        plan.notes += more.notes
        return plan
    }

    private func replaceQuestions(in document: inout MarkdownFile, by answers: [String: String]) {
        // From the end, so that places before stay where they are.
        for item in items.reversed() where item.question.location.file == document.file {
            guard let answer = answers[item.id] else { continue }
            let text =
                item.isKinds
                ? SpecText.answered(item.question.text, answer) : DocumentText.markdown(answer)
            SpecEdit.replace(item.question, in: &document, by: text)
        }
    }
}
