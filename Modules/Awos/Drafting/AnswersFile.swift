import Diagnostics
import Foundation
import YAML

/// Answers to questions, by the questions' ids: a YAML mapping in a file.
public struct AnswersFile: Sendable {
    private let document: YAMLDocument

    /// Reads a file, which messages name by `shown`; throws with the place when it is no YAML.
    public init(contentsOf place: URL, shown: String) throws {
        guard let data = FileManager.default.contents(atPath: place.path) else { throw WeirError.noDocument(shown) }
        guard let text = String(validating: data, as: UTF8.self) else { throw WeirError.notText(shown) }
        try self.init(text, file: shown)
    }

    /// Reads a text.
    public init(_ text: String, file: String) throws { document = try YAMLDocument.parse(text, file: file) }

    /// The answers to these questions; throws every unknown id and every answer that has not the wanted form, at once.
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
