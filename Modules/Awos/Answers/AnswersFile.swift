import Diagnostics
import Foundation
import YAML

/// Answers by the ids of their questions in a YAML file, a line each: `id: text` or `id: [text, text]`.
///
/// An id that nobody asks for is an error with the nearest one; an id that stands twice is one, too: nobody knows which counts.
public struct AnswersFile: Sendable {
    private let document: YAMLDocument

    /// Reads a file, which messages name by `shown`; throws with the place when it is no YAML.
    public init(contentsOf place: URL, shown: String) throws {
        guard let data = FileManager.default.contents(atPath: place.path) else { throw WeirError.noAnswers(shown) }
        guard let text = String(validating: data, as: UTF8.self) else { throw WeirError.notText(shown) }
        try self.init(text, file: shown)
    }

    /// Reads a text.
    public init(_ text: String, file: String) throws {
        document = try YAMLDocument.parse(text, file: file)
        try WeirErrors.throwIfAny(document.warnings)
    }

    /// The texts for these ids; throws every unknown id and every answer that is no text and no list of texts, at once.
    public func answers(to ids: [String]) throws -> Answers {
        let reader = YAMLReader(document, named: document.file)
        let pairs = ids.map { ($0, reader.strings($0)) }
        try reader.finish()
        return Answers(Dictionary(pairs) { $1 })
    }

    /// The answers to a kind's questions; throws every unknown id and every answer that has not the wanted form, at once.
    public func answers(to questions: [Kind.Question]) throws -> [String: String] {
        let reader = YAMLReader(document, named: document.file)
        var answers: [String: String] = [:]
        for question in questions {
            let text = reader.strings(question.id).map(\.trimmed).joined(separator: ", ")
            guard reader.node(question.id) != nil, !text.isEmpty else { continue }
            if question.form.accepts(text) {
                answers[question.id] = text
            } else {
                let place = reader.location(ofValue: question.id)
                reader.fail(.wrongAnswer(question.id, expectation: question.form.expectation, at: place))
            }
        }
        try reader.finish()
        return answers
    }
}
