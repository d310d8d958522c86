/// A value as the key of a dict: numbers that are equal are one key, as in Python.
enum JinjaKey: Hashable {
    case none
    case undefined
    case int(Int)
    case float(Double)
    case string(String)
    case tuple([JinjaKey])
    case object(ObjectIdentifier)

    /// The key for this value; throws for lists and dicts, which cannot be hashed.
    init(_ value: JinjaValue) throws(JinjaFault) {
        switch value {
        case .none: self = .none
        case .undefined: self = .undefined
        case .string(let text): self = .string(text)
        case .int(let value): self = .int(value)
        case .bool(let value): self = .int(value ? 1 : 0)
        case .float(let value): self = Int(exactly: value).map(JinjaKey.int) ?? .float(value)
        case .object(let object):
            guard let equal = object.equalValue else {
                self = .object(ObjectIdentifier(object))
                return
            }
            self = try JinjaKey(equal)
        case .tuple(let items):
            var keys: [JinjaKey] = []
            for item in items { keys.append(try JinjaKey(item)) }
            self = .tuple(keys)
        case .list, .dict: throw .unhashable(value.typeName)
        }
    }
}
