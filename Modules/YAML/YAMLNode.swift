import JSON

/// One node of a YAML text, with its place.
public struct YAMLNode: Sendable, Hashable {
    /// What a node holds.
    public indirect enum Content: Sendable, Hashable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping(YAMLMapping)
    }

    /// What the node holds.
    public let content: Content
    /// Where it begins; for an alias, where the node that it stands for begins.
    public let mark: YAMLMark

    /// A node from its parts.
    public init(_ content: Content, at mark: YAMLMark) {
        self.content = content
        self.mark = mark
    }

    /// The scalar, if this is one.
    public var scalar: YAMLScalar? { if case .scalar(let value) = content { value } else { nil } }

    /// The elements, if this is a sequence.
    public var sequence: [YAMLNode]? { if case .sequence(let value) = content { value } else { nil } }

    /// The mapping, if this is one.
    public var mapping: YAMLMapping? { if case .mapping(let value) = content { value } else { nil } }

    /// The text of a scalar that is not null: `1.10` gives `1.10`.
    public var text: String? { scalar.flatMap { $0.value == .null ? nil : $0.text } }

    /// Whether this is the null scalar: `~`, `null`, nothing.
    public var isNull: Bool { scalar?.value == .null }

    /// The value under `key`, if this is a mapping that has it.
    public subscript(key: String) -> YAMLNode? { mapping?[key] }

    /// The node as a JSON value; a number that is not finite becomes a string of its text.
    public var json: JSONValue {
        switch content {
        case .scalar(let scalar): scalar.json
        case .sequence(let elements): .array(elements.map(\.json))
        case .mapping(let mapping): .object(JSONObject(mapping.entries.map { ($0.key, $0.value.json) }))
        }
    }

    /// `a text`, `a list`, … for messages.
    var kind: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: "nothing"
            case .bool: "a boolean"
            case .integer, .number: "a number"
            case .string: "a text"
            }
        }
    }
}

extension YAMLScalar {
    fileprivate var json: JSONValue {
        switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .number(let value): value.isFinite ? .number(value) : .string(text)
        case .string: .string(text)
        }
    }
}
