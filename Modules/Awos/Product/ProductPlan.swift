import Diagnostics
import DurableFiles
import Foundation

/// What a call makes of one of the product's documents, before it is written.
public struct ProductPlan: Sendable {
    /// The document.
    public let document: ProductDocument
    /// Its file.
    public let file: URL
    /// Its path below the root.
    public let path: String
    /// The text that stands there; nil when there is none yet.
    public let before: String?
    /// The text that will stand there.
    public let after: String
    /// The ids of the questions that this call answered.
    public let answered: [String]
    /// The ids of the questions that stay open, each with an assumption.
    public let assumed: [String]

    /// Whether anything is written.
    public var isChange: Bool { before != after }

    /// Plans a document in `tree` from answers and from what the project's files say.
    ///
    /// A new one has a section for every question; in one that stands, only the sections of answered questions, the facts
    /// and the boxes of items with a spec change.
    public init(
        _ document: ProductDocument, in tree: SpecTree, answers: Answers, facts: [String] = [],
        begun: [RoadmapFile.Begun] = []
    ) throws {
        self.document = document
        file = tree.product.appending(path: document.fileName)
        path = tree.shown(file)
        let exists = FileManager.default.fileExists(atPath: file.path)
        let old = exists ? try MarkdownFile(contentsOf: file, shown: path) : nil
        before = old?.text
        var text = old ?? MarkdownFile(document.skeleton(facts: !facts.isEmpty), file: path)
        for question in document.questions {
            guard let answer = answers[question.id] else { continue }
            text.write(try question.lines(of: answer), to: question)
        }
        if document.hasFacts { text.replaceFacts(facts) }
        if document.name == ProductDocument.roadmap.name { text = RoadmapFile(text).following(begun) }
        after = text.text
        answered = document.questions.map(\.id).filter { answers[$0] != nil }
        assumed = document.openQuestions(in: text).map(\.id)
    }

    /// Writes the document, when it changes.
    public func apply() throws {
        if isChange { try DurableFile.write(after, to: file) }
    }
}

extension ProductDocument {
    /// A new document in which every question is open.
    fileprivate func skeleton(facts: Bool) -> String {
        var lines = ["# \(title)", ""] + introduction
        if facts { lines += ["", "<!-- \(MarkdownFile.factsMark) -->", "<!-- \(MarkdownFile.factsEnd) -->"] }
        for question in questions {
            lines += ["", "## \(question.heading)", "", "[NEEDS CLARIFICATION: \(question.text)]"]
            lines.append("**Assumption:** \(question.assumption)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ProductDocument.Question {
    /// An answer as the lines of its section.
    fileprivate func lines(of texts: [String]) throws -> [String] {
        let lines = texts.map { text in text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init) }
        for line in lines.joined() where Self.breaks(line) { throw WeirError.answerBreaksDocument(id) }
        switch form {
        case .text: return Array(lines.joined(separator: [""]))
        case .list: return lines.map { "- " + $0.map(\.trimmed).joined(separator: " ") }
        case .items: return lines.map { "- [ ] " + $0.map(\.trimmed).joined(separator: " ") }
        }
    }

    /// Whether a line would be a heading, a fence or a mark of ours.
    private static func breaks(_ line: String) -> Bool {
        ["# ", "## ", "### ", "```", "~~~", "<!--"].contains(where: line.trimmed.hasPrefix)
    }
}

extension MarkdownFile {
    static let factsMark = "awos: what the project's files say"
    static let factsEnd = "awos: end"

    /// Writes an answer into its section, which is made when there is none.
    fileprivate mutating func write(_ new: [String], to question: ProductDocument.Question) {
        guard let section = section(question.heading) else {
            let gap = lines.last?.isEmpty == false || lines.dropLast().last?.trimmed.isEmpty == false
            insert((gap ? [""] : []) + ["## \(question.heading)", ""] + new, beforeLine: lines.count)
            return
        }
        let own = ownLines(of: section)
        let open = OpenQuestion.all(in: self).map(\.line).filter(own.contains)
        if let first = open.first {
            for number in open.reversed() {
                if lines.indices.contains(number + 1), lines[number + 1].trimmed.hasPrefix("**Assumption:**") {
                    removeLine(number + 1)
                }
                removeLine(number)
            }
            return insert(new, beforeLine: first)
        }
        if question.form == .items {
            let known = Set(own.map { RoadmapFile.text(of: lines[$0]) })
            return insert(new.filter { !known.contains(RoadmapFile.text(of: $0[...])) }, into: own, of: section)
        }
        guard own.map({ String(lines[$0]) }) != new else { return }
        for number in own.reversed() { removeLine(number) }
        insert(new, into: own.lowerBound..<own.lowerBound, of: section)
    }

    /// The lines right below a heading, before the first one below it, without empty ones around.
    private func ownLines(of section: Section) -> Range<Int> {
        let inner = sections.first { section.lines.contains($0.headingLine) }?.headingLine ?? section.lines.upperBound
        var own = section.lines.lowerBound..<inner
        while let first = own.first, lines[first].trimmed.isEmpty { own = (first + 1)..<own.upperBound }
        while let last = own.last, lines[last].trimmed.isEmpty { own = own.lowerBound..<last }
        if own.isEmpty { own = section.lines.lowerBound..<section.lines.lowerBound }
        return own
    }

    /// Puts lines behind those of a section, with an empty line around them where there is none.
    private mutating func insert(_ new: [String], into own: Range<Int>, of section: Section) {
        guard !new.isEmpty else { return }
        let place = own.upperBound
        let isFirst = place == section.lines.lowerBound
        let touchesNext = lines.indices.contains(place) && !lines[place].trimmed.isEmpty
        insert((isFirst ? [""] : []) + new + (touchesNext ? [""] : []), beforeLine: place)
    }

    /// Replaces what stands between the marks of the facts; a document without them has none.
    fileprivate mutating func replaceFacts(_ facts: [String]) {
        guard let start = lines(marked: Self.factsMark).first,
            let end = lines(marked: Self.factsEnd).first(where: { $0 > start })
        else { return }
        guard lines[(start + 1)..<end].map(String.init) != facts else { return }
        for number in ((start + 1)..<end).reversed() { removeLine(number) }
        insert(facts, beforeLine: start + 1)
    }
}
