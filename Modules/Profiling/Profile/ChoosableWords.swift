import JSON
import Warehouse
import YAML

extension Reading: Choosable {
    /// The reading in words.
    public var written: JSONValue { .string(description) }
    /// A reading in words.
    public init?(written node: YAMLNode) {
        guard let text = node.text, let reading = Reading(text) else { return nil }
        self = reading
    }
    /// The words of a reading.
    public static var expectation: String {
        "a reading, such as plain, moment %d/%m/%Y, epoch seconds, or number decimal=, thousands=."
    }
}

extension ColumnType: Choosable {
    /// The type as people write it.
    public var written: JSONValue { .string(description) }
    /// A type as people write it.
    public init?(written node: YAMLNode) {
        guard let text = node.text, let type = ColumnType(word: text) else { return nil }
        self = type
    }
    /// The words for types.
    public static var expectation: String {
        "a type: text, integer, double, decimal(18,2), boolean, date, timestamp or json"
    }

    /// The type that a word stands for: `date`, `decimal(18,2)`.
    init?(word: String) {
        let plain: [ColumnType] = [.boolean, .integer, .double, .text, .day, .timestamp, .json, .bytes]
        if let type = plain.first(where: { $0.description == word }) {
            self = type
            return
        }
        guard let match = word.wholeMatch(of: /decimal\(([0-9]{1,2}),([0-9]{1,2})\)/), let precision = Int(match.1),
            let scale = Int(match.2), (1...38).contains(precision), scale <= precision
        else { return nil }
        self = .decimal(precision: precision, scale: scale)
    }
}

extension Choosable where Self: RawRepresentable & CaseIterable, RawValue == String {
    /// The word.
    public var written: JSONValue { .string(rawValue) }
    /// One of the words.
    public init?(written node: YAMLNode) {
        guard let text = node.text, let value = Self(rawValue: text) else { return nil }
        self = value
    }
    /// Every word.
    public static var expectation: String { "one of " + allCases.map(\.rawValue).joined(separator: ", ") }
}

extension PersonalKind: Choosable {}
extension ColumnRole: Choosable {}
