/// Answers by the ids of their questions; one text each, or several where a list is asked for.
public struct Answers: Sendable, Hashable {
    /// The texts of each answer; an id without any is not answered.
    public private(set) var texts: [String: [String]]

    /// Answers that are known; empty texts count as none.
    public init(_ texts: [String: [String]] = [:]) {
        self.texts = texts.mapValues { $0.filter { !$0.trimmed.isEmpty } }.filter { !$0.value.isEmpty }
    }

    /// The texts of an answer; nil when there is none.
    public subscript(id: String) -> [String]? { texts[id] }

    /// The answer as one text, its texts a line each; nil when there is none.
    public func text(_ id: String) -> String? { texts[id]?.joined(separator: "\n") }

    /// Both; where both know an answer, the other's counts.
    public func merging(_ other: Answers) -> Answers { Answers(texts.merging(other.texts) { $1 }) }
}
