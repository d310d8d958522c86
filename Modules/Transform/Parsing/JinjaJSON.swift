import JSON
import Jinja

extension JinjaValue {
    /// The JSON value as a template sees it.
    init(_ json: JSONValue) {
        switch json {
        case .null: self = .none
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .int(Int(value))
        case .number(let value): self = .float(value)
        case .string(let value): self = .string(value)
        case .array(let elements): self = .list(elements.map { JinjaValue($0) })
        case .object(let object): self = .dict(object.pairs.map { ($0.key, JinjaValue($0.value)) })
        }
    }

    /// The value as JSON; what JSON does not know is its text.
    var json: JSONValue {
        switch self {
        case .undefined, .none: return .null
        case .bool(let value): return .bool(value)
        case .int(let value): return .integer(Int64(value))
        case .float(let value): return .number(value)
        case .string(let value): return .string(value)
        case .list, .tuple: return .array((arrayValue ?? []).map(\.json))
        case .dict(let dict): return .object(JSONObject(dict.pairs.map { ($0.key.text, $0.value.json) }))
        case .object: return .string(text)
        }
    }
}
