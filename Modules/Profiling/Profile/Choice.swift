import JSON
import YAML

/// Something that the profiler decided, why, and what a person decided instead.
///
/// A choice that the data does not settle carries a question; it is open until somebody overrules it.
public struct Choice<Value: Choosable>: Sendable, Hashable {
    /// What the profiler took.
    public var made: Value
    /// Why, in one line without values of rows.
    public var reason: String
    /// What else the data would allow, the likeliest first.
    public var others: [Value]
    /// What only a person can know, where the data does not settle it.
    public var question: String?
    /// What a person took instead.
    public var overruled: Value?

    /// A choice from its parts.
    public init(
        _ made: Value, because reason: String, others: [Value] = [], question: String? = nil, overruled: Value? = nil
    ) {
        (self.made, self.reason, self.others) = (made, reason, others)
        (self.question, self.overruled) = (question, overruled)
    }

    /// What holds: what a person took, else what the profiler took.
    public var value: Value { overruled ?? made }

    /// Whether somebody still has to answer its question.
    public var isOpen: Bool { question != nil && overruled == nil }

    /// The same choice with what a person took instead; nil leaves it as it is.
    func overruled(by value: Value?) -> Choice {
        var choice = self
        choice.overruled = value ?? overruled
        return choice
    }
}

/// What can be chosen: it is written into `source-profile.yml` and read back from it.
public protocol Choosable: Sendable, Hashable {
    /// The value as it stands in the file.
    var written: JSONValue { get }
    /// The value that a node of the file stands for; nil when it is none.
    init?(written node: YAMLNode)
    /// What a person may write there, for the error of anything else.
    static var expectation: String { get }
}

extension String: Choosable {
    /// The text.
    public var written: JSONValue { .string(self) }
    /// Any scalar as it was written.
    public init?(written node: YAMLNode) {
        guard let text = node.text else { return nil }
        self = text
    }
    /// A text.
    public static var expectation: String { "a text" }
}

extension Int: Choosable {
    /// The number.
    public var written: JSONValue { .integer(Int64(self)) }
    /// A whole number.
    public init?(written node: YAMLNode) {
        guard case .integer(let number)? = node.scalar?.value else { return nil }
        self = Int(number)
    }
    /// A whole number.
    public static var expectation: String { "a whole number" }
}

extension Bool: Choosable {
    /// The truth.
    public var written: JSONValue { .bool(self) }
    /// True or false.
    public init?(written node: YAMLNode) {
        guard case .bool(let truth)? = node.scalar?.value else { return nil }
        self = truth
    }
    /// True or false.
    public static var expectation: String { "true or false" }
}

extension String? {
    static let noneWord = "none"
}

extension Optional: Choosable where Wrapped == String {
    /// The text, or the word `none`.
    public var written: JSONValue { .string(self ?? Self.noneWord) }
    /// A text; `none` stands for nothing.
    public init?(written node: YAMLNode) {
        guard let text = node.text else { return nil }
        self = text == Self.noneWord ? Self.none : Self.some(text)
    }
    /// A text or `none`.
    public static var expectation: String { "a text, or none" }
}

extension Array: Choosable where Element == String {
    /// The texts as a list.
    public var written: JSONValue { .array(map(JSONValue.string)) }
    /// A list of texts, or one text; `none` stands for no text.
    public init?(written node: YAMLNode) {
        if let text = node.text {
            self = text == String?.noneWord ? [] : [text]
        } else if let elements = node.sequence, elements.allSatisfy({ $0.text != nil }) {
            self = elements.compactMap(\.text)
        } else {
            return nil
        }
    }
    /// A list of texts.
    public static var expectation: String { "a list of texts, or none" }
}
