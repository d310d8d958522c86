/// A filter, a test, a method or a global function of the language.
struct Builtin: Sendable {
    /// The names of the parameters behind the value; nil when the body looks at the arguments itself.
    let parameters: [String]?
    /// How many of them must be given.
    let required: Int
    let body: @Sendable (BuiltinCall) throws -> JinjaValue

    init(
        _ parameters: [String] = [], required: Int? = nil,
        _ body: @escaping @Sendable (BuiltinCall) throws -> JinjaValue
    ) {
        self.parameters = parameters
        self.required = required ?? 0
        self.body = body
    }

    /// One that takes whatever it is given.
    static func variadic(_ body: @escaping @Sendable (BuiltinCall) throws -> JinjaValue) -> Builtin {
        Builtin(variadic: body)
    }

    private init(variadic body: @escaping @Sendable (BuiltinCall) throws -> JinjaValue) {
        parameters = nil
        required = 0
        self.body = body
    }

    func invoke(
        _ name: String, _ value: JinjaValue, _ arguments: JinjaArguments, _ interpreter: Interpreter
    ) throws -> JinjaValue {
        let bound = try parameters.map { try arguments.bound(to: $0, required: required, function: "'\(name)'") }
        return try body(
            BuiltinCall(name: name, value: value, bound: bound ?? [], arguments: arguments, interpreter: interpreter))
    }
}

/// One call of a builtin: its value and its arguments.
struct BuiltinCall {
    let name: String
    /// What a filter, a test or a method is applied to; none for a function.
    let value: JinjaValue
    let bound: [JinjaValue?]
    let arguments: JinjaArguments
    let interpreter: Interpreter

    /// The argument at this place; nil when it was left out.
    subscript(place: Int) -> JinjaValue? { bound[place] }

    /// The argument, which may be left out only where that is known to be allowed.
    func argument(_ place: Int) -> JinjaValue { bound[place] ?? .none }

    /// A text argument.
    func text(_ place: Int, or fallback: String? = nil) throws -> String {
        switch bound[place] {
        case .string(let text): return text
        case nil, .some(.none): if let fallback { return fallback }
        default: break
        }
        throw JinjaFault.wrongArgument(name, wanted: "text", found: argument(place).typeName)
    }

    /// A whole number as an argument.
    func integer(_ place: Int, or fallback: Int? = nil) throws -> Int {
        if let value = bound[place] {
            if let number = value.integer { return number }
        } else if let fallback {
            return fallback
        }
        throw JinjaFault.wrongArgument(name, wanted: "a whole number", found: argument(place).typeName)
    }

    /// The value, which has to be text.
    func textValue() throws -> String {
        guard case .string(let text) = value else {
            if case .undefined(let undefined) = value { throw JinjaFault.undefined(undefined) }
            throw JinjaFault.wrongArgument(name, wanted: "text", found: value.typeName)
        }
        return text
    }

    /// Whether an argument is true.
    func flag(_ place: Int, or fallback: Bool = false) -> Bool { bound[place]?.isTruthy ?? fallback }
}

/// A builtin as a value: a method with its receiver, a global function.
final class BoundBuiltin: JinjaObject {
    private let builtin: Builtin
    private let name: String
    private let receiver: JinjaValue

    init(_ builtin: Builtin, name: String, receiver: JinjaValue) {
        self.builtin = builtin
        self.name = name
        self.receiver = receiver
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { nil }
    func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        try builtin.invoke(name, receiver, arguments, call.interpreter)
    }
    var isCallable: Bool { true }
    var typeName: String { "builtin_function_or_method" }
    var text: String { "<built-in function \(name)>" }
}
