/// What is known of an argument without its type.
public struct ArgumentSpec: Sendable, Hashable {
    /// What stands for it in a usage line, in capitals: `SOURCE`.
    public let placeholder: String
    /// One line for a person: lower case, no full stop.
    public let summary: String
    /// Every value that is allowed; empty when they cannot be listed.
    public let choices: [String]
    /// What a shell offers.
    public let completion: Completion
    /// Whether the command cannot do without it.
    public let isRequired: Bool
    /// Whether it takes all the words that are left.
    public let repeats: Bool
}

/// An argument of any type, as a command lists it.
public protocol CommandArgument: Sendable {
    /// What is known of it without its type.
    var spec: ArgumentSpec { get }
    /// The value of the words that were given for it, or a usage error.
    func value(of texts: [String]) throws -> any Sendable
}

/// An argument whose value has a type: read it as `try invocation[argument]`.
public struct Argument<Value: Sendable>: CommandArgument {
    /// What is known of it without its type.
    public let spec: ArgumentSpec
    let absent: Value?
    let read: @Sendable ([String]) throws -> Value

    /// The value of the words that were given for it, or a usage error.
    public func value(of texts: [String]) throws -> any Sendable { try read(texts) }
}

extension Argument {
    /// An argument that the command cannot do without.
    public static func required(_ form: ValueForm<Value>, _ summary: String) -> Argument {
        let spec = form.argument(summary, isRequired: true, repeats: false)
        return Argument(spec: spec, absent: nil) { try form.read($0[0], for: form.placeholder) }
    }

    /// An argument that may be left out; nil then.
    public static func optional<Wrapped>(_ form: ValueForm<Wrapped>, _ summary: String) -> Argument
    where Value == Wrapped? {
        let spec = form.argument(summary, isRequired: false, repeats: false)
        return Argument(spec: spec, absent: .some(nil)) { try form.read($0[0], for: form.placeholder) }
    }

    /// All the words that are left; none is allowed.
    public static func rest<Element>(_ form: ValueForm<Element>, _ summary: String) -> Argument
    where Value == [Element] {
        let spec = form.argument(summary, isRequired: false, repeats: true)
        return Argument(spec: spec, absent: []) { try $0.map { try form.read($0, for: form.placeholder) } }
    }
}

extension ValueForm {
    fileprivate func argument(_ summary: String, isRequired: Bool, repeats: Bool) -> ArgumentSpec {
        ArgumentSpec(
            placeholder: placeholder, summary: summary, choices: choices, completion: completion,
            isRequired: isRequired, repeats: repeats)
    }
}
