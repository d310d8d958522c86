/// A function of the host or of the language.
public final class JinjaFunction: JinjaObject {
    /// Its name in errors.
    public let name: String
    private let body: (JinjaArguments, JinjaCall) throws -> JinjaValue

    /// A function of this name.
    public init(_ name: String, _ body: @escaping (JinjaArguments, JinjaCall) throws -> JinjaValue) {
        self.name = name
        self.body = body
    }

    /// It has no attributes.
    public func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? { nil }
    /// Calls it.
    public func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        try body(arguments, call)
    }
    /// It may be called.
    public var isCallable: Bool { true }
    /// The name of its type in errors.
    public var typeName: String { "function" }
    /// What is printed.
    public var text: String { "<function \(name)>" }
}
