/// Something with attributes of its own: what a host gives templates as `adapter`, `config`, `this`.
///
/// Only `attribute` is asked for; everything else has a default.
public protocol JinjaObject: AnyObject {
    /// The value of `object.name` and `object['name']`; nil when there is no such attribute.
    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue?
    /// The value of `object[key]`; nil (the default) leaves text keys to `attribute`.
    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue?
    /// Sets `object.name` by `{% set object.name = … %}`; by default an error.
    func setAttribute(_ name: String, to value: JinjaValue) throws
    /// Calls the object; by default an error.
    func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue
    /// Its items for loops and filters; nil (the default) when it has none.
    func items() throws -> [JinjaValue]?
    /// How many items it has, for `length`; nil (the default) when that cannot be said.
    var count: Int? { get }
    /// Whether it may be called; by default not.
    var isCallable: Bool { get }
    /// Whether a condition takes it as true; by default yes.
    var isTruthy: Bool { get }
    /// What is printed; by default its type in angle brackets.
    var text: String { get }
    /// What is printed inside a list; by default its text.
    var representation: String { get }
    /// The plain value that it equals and sorts as (a decimal's float, a date's text); nil (the default) for none.
    var equalValue: JinjaValue? { get }
    /// The name of its type in errors; by default that of the Swift type.
    var typeName: String { get }
    /// The names of its attributes, for suggestions; by default none.
    var attributeNames: [String] { get }
}

extension JinjaObject {
    /// None: text keys are attributes.
    public func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? { nil }
    /// An error: only namespaces are set.
    public func setAttribute(_ name: String, to value: JinjaValue) throws {
        throw JinjaFault.notNamespace(typeName)
    }
    /// An error: it cannot be called.
    public func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        throw JinjaFault.notCallable(typeName)
    }
    /// None.
    public func items() throws -> [JinjaValue]? { nil }
    /// Not known.
    public var count: Int? { nil }
    /// No.
    public var isCallable: Bool { false }
    /// Yes.
    public var isTruthy: Bool { true }
    /// The type in angle brackets.
    public var text: String { "<\(typeName)>" }
    /// The same as `text`.
    public var representation: String { text }
    /// None.
    public var equalValue: JinjaValue? { nil }
    /// The name of the Swift type.
    public var typeName: String { "\(type(of: self))" }
    /// None.
    public var attributeNames: [String] { [] }
}
