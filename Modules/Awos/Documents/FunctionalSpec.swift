import Diagnostics
import YAML

/// What a change is for and how it is known to be done: `functional-spec.md`.
public struct FunctionalSpec: Sendable {
    /// The file's name in a spec's folder.
    public static let fileName = "functional-spec.md"
    /// The mark of a document that no person has read yet.
    static let unreviewedMark = "not-user-reviewed"

    /// The text.
    public let document: MarkdownFile
    /// The spec's number.
    public let number: SpecNumber
    /// What it is about, in a few words.
    public let title: String
    /// The name of its kind: `source`.
    public let kind: String
    /// What is made, by the name it has in files and commands: `air_quality`.
    public let name: String
    /// The modules that it touches, where the kind asks for them.
    public let modules: [String]
    /// The promises of other specs that it retires.
    public let supersedes: [CriterionReference]
    /// The answers that the kind's questions got, by the question's id.
    public let answers: [String: String]
    /// What has to be true in the end.
    public let criteria: [Criterion]
    /// What is left open.
    public let questions: [OpenQuestion]

    /// Whether a person has read it: no line says otherwise.
    public var isReviewed: Bool { document.lines(marked: Self.unreviewedMark).isEmpty }

    /// Reads a document; throws all its errors at once, each with its place.
    public init(_ document: MarkdownFile) throws {
        self.document = document
        let reader = YAMLReader(try document.frontMatter(), named: document.file)
        let id = reader.requiredString("id")
        let number = SpecNumber(id)
        if number == nil, !id.isEmpty { reader.fail(.wrongSpecNumber(id, at: reader.location(ofValue: "id"))) }
        title = reader.requiredString("title")
        kind = reader.requiredString("kind")
        name = reader.requiredString("name")
        modules = reader.strings("modules")
        answers = Dictionary(reader.texts("answers").map { ($0.key, $0.text) }) { $1 }
        let references = reader.strings("supersedes").map { (text: $0, reference: CriterionReference($0)) }
        for (text, reference) in references where reference == nil {
            reader.fail(.wrongCriterionReference(text, at: reader.location(ofValue: "supersedes")))
        }
        supersedes = references.compactMap(\.reference)
        let found = CriterionScanner(document).all()
        (criteria, questions) = (found.criteria, OpenQuestion.all(in: document))
        try WeirErrors.throwIfAny(reader.allErrors() + found.errors)
        guard let number else { throw WeirError.wrongSpecNumber(id, at: nil) }
        self.number = number
    }

    /// The document with these criteria's boxes ticked and all others empty; every other byte stays.
    public func ticking(_ proved: Set<String>) -> MarkdownFile {
        let changed = criteria.filter { $0.isTicked != proved.contains($0.id) }.map { criterion in
            let (line, sign) = (document.lines[criterion.line], criterion.isTicked ? " " : "x")
            // A box is the first bracket of its line.
            let place = line.firstIndex(of: "[").map { line.index(after: $0) } ?? line.endIndex
            return (criterion.line, "\(line[..<place])\(sign)\(line[place...].dropFirst())")
        }
        var ticked = document
        ticked.replaceLines(Dictionary(changed) { $1 })
        return ticked
    }
}

/// Finds the criteria of a document.
struct CriterionScanner {
    private let document: MarkdownFile

    init(_ document: MarkdownFile) { self.document = document }

    func all() -> (criteria: [Criterion], errors: [WeirError]) {
        let starts = document.lines.indices.filter { !document.isFenced[$0] && Self.box(document.lines[$0]) != nil }
        var criteria: [Criterion] = []
        var errors: [WeirError] = []
        for (index, start) in starts.enumerated() {
            guard let box = Self.box(document.lines[start]) else { continue }
            if let other = criteria.first(where: { $0.id == box.id }) {
                errors.append(.doubleCriterion(box.id, at: document.location(line: start), first: other.location))
            }
            let end = self.end(from: start, before: index + 1 < starts.count ? starts[index + 1] : document.lines.count)
            let (checks, problems) = checks(in: (start + 1)..<end, of: box.id)
            errors += problems
            criteria.append(
                Criterion(
                    id: box.id, statement: statement(box.text, below: start, end), isTicked: box.isTicked, line: start,
                    checks: checks, location: document.location(line: start, column: 1, length: box.id.count)))
        }
        return (criteria, errors)
    }

    private static func box(_ line: Substring) -> (id: String, text: String, isTicked: Bool)? {
        guard let mark = line.firstInk, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "*"), line.utf8.count > 10
        else { return nil }
        let text = line.trimmed
        guard let box = text.dropFirst().prefix(5).wholeBox, text.dropFirst(6).hasPrefix("**AC-") else { return nil }
        let rest = text.dropFirst(8)
        let digits = rest.dropFirst(3).prefix { $0.isASCII && $0.isNumber }
        let end = rest.dropFirst(3 + digits.count)
        guard !digits.isEmpty, end.hasPrefix("**") else { return nil }
        let statement = end.dropFirst(2)
        return ("AC-\(digits)", (statement.first == ":" ? statement.dropFirst() : statement).trimmed, box)
    }

    private func end(from start: Int, before next: Int) -> Int {
        document.sections.map(\.headingLine).first { $0 > start && $0 < next } ?? next
    }

    /// The sentence goes on until an empty line or a block.
    private func statement(_ first: String, below start: Int, _ end: Int) -> String {
        let more = document.lines[(start + 1)..<end].enumerated().prefix { offset, line in
            !line.trimmed.isEmpty && !document.isFenced[start + 1 + offset]
        }
        return ([first] + more.map(\.element.trimmed)).joined(separator: " ")
    }

    private func checks(in lines: Range<Int>, of id: String) -> (checks: [Check], errors: [WeirError]) {
        var checks: [Check] = []
        var errors: [WeirError] = []
        var number = lines.lowerBound
        while number < lines.upperBound {
            defer { number += 1 }
            guard document.isFenced[number], document.lines[number].trimmed == "```check" else { continue }
            let first = number + 1
            while number + 1 < lines.upperBound, document.lines[number + 1].trimmed != "```" { number += 1 }
            do {
                let yaml = try document.yaml(first..<(number + 1))
                for node in yaml.root?.sequence ?? yaml.root.map({ [$0] }) ?? [] {
                    let reader = YAMLReader(node, named: "a check of \(id)", in: yaml)
                    if let check = Check(reader) { checks.append(check) }
                    errors += reader.allErrors()
                }
            } catch {
                errors.append(error)
            }
        }
        return (checks, errors)
    }
}

extension Substring {
    /// Whether ` [ ] ` is ticked; nil for anything else.
    fileprivate var wholeBox: Bool? {
        switch self {
        case " [ ] ": false
        case " [x] ", " [X] ": true
        default: nil
        }
    }
}
