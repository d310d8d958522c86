/// How the text of an option or an argument becomes a value, and how that is explained to a person.
public struct ValueForm<Value: Sendable>: Sendable {
    /// What stands for the value in a usage line: `MONTH`.
    public let placeholder: String
    /// What a right value is, for the error of a wrong one: `a whole number from 1`.
    public let expectation: String
    /// What a value names (`source`), where values are names out of a known list.
    public let noun: String?
    /// Every value that is allowed; empty when they cannot be listed.
    public let choices: [String]
    /// What a shell offers.
    public let completion: Completion
    let parse: @Sendable (String) -> Value?

    /// A form from its parts; `parse` gives nil for a text that is not one.
    public init(
        _ placeholder: String, expectation: String, noun: String? = nil, choices: [String] = [],
        completion: Completion = .nothing, parse: @escaping @Sendable (String) -> Value?
    ) {
        self.placeholder = placeholder
        self.expectation = expectation
        self.noun = noun
        self.choices = choices
        self.completion = choices.isEmpty ? completion : .choices
        self.parse = parse
    }
}

/// What a shell offers for a value.
public enum Completion: String, Sendable, Hashable {
    /// Nothing: only the person knows.
    case nothing
    /// The form's choices.
    case choices
    /// Files and folders.
    case file
    /// Folders.
    case directory
}

extension ValueForm where Value == String {
    /// Any text that is not empty.
    public static func text(_ placeholder: String) -> ValueForm {
        ValueForm(placeholder, expectation: "a text that is not empty") { $0.isEmpty ? nil : $0 }
    }

    /// The path of a file.
    public static func file(_ placeholder: String = "FILE") -> ValueForm {
        ValueForm(placeholder, expectation: "a path", completion: .file) { $0.isEmpty ? nil : $0 }
    }

    /// The path of a folder.
    public static func directory(_ placeholder: String = "DIR") -> ValueForm {
        ValueForm(placeholder, expectation: "a path", completion: .directory) { $0.isEmpty ? nil : $0 }
    }

    /// One out of `names`; `noun` says what they are: `source`.
    public static func name(_ placeholder: String, of names: [String], noun: String) -> ValueForm {
        ValueForm(placeholder, expectation: "the name of a \(noun)", noun: noun, choices: names) {
            names.contains($0) ? $0 : nil
        }
    }
}

extension ValueForm where Value == Int {
    /// A whole number not below `minimum`.
    public static func number(_ placeholder: String = "N", from minimum: Int = 0) -> ValueForm {
        ValueForm(placeholder, expectation: "a whole number from \(minimum)") { text in
            Int(text).flatMap { $0 >= minimum ? $0 : nil }
        }
    }
}

extension ValueForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One of the cases, by its raw value.
    public static func choice(_ placeholder: String) -> ValueForm {
        let names = Value.allCases.map(\.rawValue)
        return ValueForm(placeholder, expectation: "one of " + names.joined(separator: ", "), choices: names) {
            Value(rawValue: $0)
        }
    }
}

/// A pair out of `name=value`.
public struct Assignment: Sendable, Hashable {
    /// What stands before the first `=`.
    public let name: String
    /// What stands behind it; may be empty.
    public let value: String

    /// The pair in `text`, or nil when it has no `=` or no name before it.
    public init?(_ text: String) {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
        name = String(text[..<sign])
        value = String(text[text.index(after: sign)...])
    }
}

extension ValueForm where Value == Assignment {
    /// `name=value`.
    public static var assignment: ValueForm {
        ValueForm("NAME=VALUE", expectation: "a name and a value with '=' between them") { Assignment($0) }
    }
}
