/// What is known of an option without its type: its names, its meaning, the shape of its value.
public struct OptionSpec: Sendable, Hashable {
    /// The long name without dashes: `full-refresh`.
    public let name: String
    /// The one-letter name, where there is one.
    public let short: Character?
    /// One line for a person: lower case, no full stop.
    public let summary: String
    /// What stands for the value in a usage line; nil for a flag.
    public let placeholder: String?
    /// Every value that is allowed; empty when they cannot be listed.
    public let choices: [String]
    /// What a shell offers for the value.
    public let completion: Completion
    /// Whether it may be given more than once.
    public let repeats: Bool
    /// What holds when it is not given, as a person would type it; nil where that is nothing.
    public let standard: String?

    /// Whether the option takes a value.
    public var takesValue: Bool { placeholder != nil }
    /// The option as a person types it: `--full-refresh`.
    public var dashed: String { "--" + name }
}

/// An option of any type, as a command lists it.
public protocol CommandOption: Sendable {
    /// What is known of it without its type.
    var spec: OptionSpec { get }
    /// The value of the texts that were given for it, or a usage error; never called without one.
    func value(of texts: [String]) throws -> any Sendable
}

/// An option whose value has a type: declare it once, list it in its command, read it as `try invocation[option]`.
///
///     static let limit = Option.value("limit", .number(), default: 10, "rows to show")
public struct Option<Value: Sendable>: CommandOption {
    /// What is known of it without its type.
    public let spec: OptionSpec
    let absent: Value
    let read: @Sendable ([String]) throws -> Value

    /// The value of the texts that were given for it, or a usage error.
    public func value(of texts: [String]) throws -> any Sendable { try read(texts) }
}

extension Option where Value == Bool {
    /// An option without a value: true when it is given.
    public static func flag(_ name: String, short: Character? = nil, _ summary: String) -> Option {
        let spec = OptionSpec(
            name: name, short: short, summary: summary, placeholder: nil, choices: [], completion: .nothing,
            repeats: false, standard: nil)
        return Option(spec: spec, absent: false) { _ in true }
    }
}

extension Option {
    /// An option with a value; `default` when it is not given.
    public static func value(
        _ name: String, short: Character? = nil, _ form: ValueForm<Value>, default absent: Value, _ summary: String
    ) -> Option {
        let plain: String? =
            switch absent {
            case let number as any BinaryInteger: "\(number)"
            case let text as String where !text.isEmpty: text
            case let choice as any RawRepresentable: choice.rawValue as? String
            default: nil
            }
        let spec = form.spec(name, short, summary, repeats: false, standard: plain)
        return Option(spec: spec, absent: absent) { try form.read($0[0], for: spec.dashed) }
    }

    /// An option with a value; nil when it is not given.
    public static func optional<Wrapped>(
        _ name: String, short: Character? = nil, _ form: ValueForm<Wrapped>, _ summary: String
    ) -> Option where Value == Wrapped? {
        let spec = form.spec(name, short, summary, repeats: false)
        return Option(spec: spec, absent: nil) { try form.read($0[0], for: spec.dashed) }
    }

    /// An option that may be given several times; empty when it is not given.
    public static func repeated<Element>(
        _ name: String, short: Character? = nil, _ form: ValueForm<Element>, _ summary: String
    ) -> Option where Value == [Element] {
        let spec = form.spec(name, short, summary, repeats: true)
        return Option(spec: spec, absent: []) { try $0.map { try form.read($0, for: spec.dashed) } }
    }
}

extension ValueForm {
    func spec(
        _ name: String, _ short: Character?, _ summary: String, repeats: Bool, standard: String? = nil
    ) -> OptionSpec {
        OptionSpec(
            name: name, short: short, summary: summary, placeholder: placeholder, choices: choices,
            completion: completion, repeats: repeats, standard: standard)
    }

    /// The value of `text`; `place` names the option or argument in the error.
    func read(_ text: String, for place: String) throws -> Value {
        if let value = parse(text) { return value }
        if let noun { throw .unknownName(text, noun: noun, known: choices) }
        throw .badValue(text, for: place, expectation: expectation, choices: choices)
    }
}
