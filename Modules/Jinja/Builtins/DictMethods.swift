let dictMethods: [String: Builtin] = [
    "get": dictMethod(["key", "default"], required: 1) { dict, call in
        try dict.get(call.argument(0)) ?? call[1] ?? .none
    },
    "items": dictMethod { dict, _ in
        .object(JinjaView(dict.pairs.map { .tuple([$0.key, $0.value]) }, typeName: "dict_items"))
    },
    "keys": dictMethod { dict, _ in .object(JinjaView(dict.keys, typeName: "dict_keys")) },
    "values": dictMethod { dict, _ in .object(JinjaView(dict.values, typeName: "dict_values")) },
    "update": .variadic { call in
        guard case .dict(let dict) = call.value else { return .none }
        for argument in call.arguments.positional { try dict.update(with: argument) }
        for (name, value) in call.arguments.named { dict[name] = value }
        return .none
    },
    "pop": dictMethod(["key", "default"], required: 1) { dict, call in
        if let removed = try dict.remove(key: call.argument(0)) { return removed }
        guard let fallback = call[1] else { throw JinjaFault.notFound("the key") }
        return fallback
    },
    "popitem": dictMethod { dict, _ in
        guard let last = dict.pairs.last else { throw JinjaFault.empty("the dict") }
        try dict.remove(key: last.key)
        return .tuple([last.key, last.value])
    },
    "setdefault": dictMethod(["key", "default"], required: 1) { dict, call in
        if let value = try dict.get(call.argument(0)) { return value }
        try dict.set(call.argument(0), call.argument(1))
        return call.argument(1)
    },
    "copy": dictMethod { dict, _ in .dict(dict.copy()) },
    "clear": dictMethod { dict, _ in
        dict.removeAll()
        return .none
    },
]

private func dictMethod(
    _ parameters: [String] = [], required: Int = 0,
    _ body: @escaping @Sendable (JinjaDict, BuiltinCall) throws -> JinjaValue
) -> Builtin {
    Builtin(parameters, required: required) { call in
        guard case .dict(let dict) = call.value else { return .none }
        return try body(dict, call)
    }
}
