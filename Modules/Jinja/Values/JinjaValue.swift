/// A value of a template, with Python's meaning.
///
/// Lists, dicts and objects are references: a change shows wherever they are held. A value belongs to one rendering and
/// does not cross threads.
public enum JinjaValue {
    /// A name that stands for nothing.
    case undefined(JinjaUndefined)
    case none
    case bool(Bool)
    case int(Int)
    case float(Double)
    case string(String)
    case list(JinjaList)
    case tuple([JinjaValue])
    case dict(JinjaDict)
    /// Something with attributes or a call of its own: a function, a macro, a namespace, an object of the host.
    case object(any JinjaObject)

    /// A new list of these.
    public static func list(_ items: [JinjaValue]) -> JinjaValue { .list(JinjaList(items)) }

    /// A new dict of these, in this order.
    public static func dict(_ pairs: [(String, JinjaValue)]) -> JinjaValue {
        let dict = JinjaDict()
        for (key, value) in pairs { dict[key] = value }
        return .dict(dict)
    }

    /// A function of the host.
    public static func function(
        _ name: String, _ body: @escaping (JinjaArguments, JinjaCall) throws -> JinjaValue
    ) -> JinjaValue {
        .object(JinjaFunction(name, body))
    }

    /// A macro that resolves its free names where it is called.
    public static func macro(_ definition: MacroDefinition) -> JinjaValue {
        .object(JinjaMacro(definition, scope: nil))
    }

    /// The text of a string; nil for everything else.
    public var stringValue: String? { if case .string(let text) = self { text } else { nil } }
    /// The items of a list or a tuple; nil for everything else.
    public var arrayValue: [JinjaValue]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let items): items
        default: nil
        }
    }
    /// The dict; nil for everything else.
    public var dictValue: JinjaDict? { if case .dict(let dict) = self { dict } else { nil } }
    /// Whether it is `None`.
    public var isNone: Bool { if case .none = self { true } else { false } }
    /// Whether it is undefined.
    public var isUndefined: Bool { if case .undefined = self { true } else { false } }

    /// The number a bool, an int or a float is in arithmetic; nil for everything else.
    var number: JinjaNumber? {
        switch self {
        case .bool(let value): .int(value ? 1 : 0)
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        default: nil
        }
    }

    /// An int or a bool as an int.
    var integer: Int? { if case .int(let value) = number { value } else { nil } }

    /// The name of its Python type: `str`, `list`, `NoneType`.
    public var typeName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int: "int"
        case .float: "float"
        case .string: "str"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .object(let object): object.typeName
        }
    }

    /// Whether a condition takes it as true.
    public var isTruthy: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let value): value
        case .int(let value): value != 0
        case .float(let value): value != 0
        case .string(let text): !text.isEmpty
        case .list(let list): !list.items.isEmpty
        case .tuple(let items): !items.isEmpty
        case .dict(let dict): dict.count > 0
        case .object(let object): object.isTruthy
        }
    }
}

/// An int or a float.
enum JinjaNumber {
    case int(Int)
    case float(Double)

    var double: Double {
        switch self {
        case .int(let value): Double(value)
        case .float(let value): value
        }
    }
}

extension JinjaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// An int.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A bool.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A float.
    public init(floatLiteral value: Double) { self = .float(value) }
}
