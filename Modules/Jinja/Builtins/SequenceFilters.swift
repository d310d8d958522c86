/// The filters over items: counting, cutting, joining, defaults.
let sequenceFilters: [String: Builtin] = [
    "default": Builtin(["default_value", "boolean"], defaulted),
    "d": Builtin(["default_value", "boolean"], defaulted),
    "length": Builtin { .int(try $0.value.length()) },
    "count": Builtin { .int(try $0.value.length()) },
    "list": Builtin { .list(try $0.value.items()) },
    "first": Builtin { try $0.value.items().first ?? .undefined(JinjaUndefined(name: "first of an empty sequence")) },
    "last": Builtin { try $0.value.items().last ?? .undefined(JinjaUndefined(name: "last of an empty sequence")) },
    "join": Builtin(["d", "attribute"]) { call in
        let key = try call.key(1)
        let parts = try call.value.items().map { try key($0).text }
        return .string(parts.joined(separator: call[0]?.text ?? ""))
    },
    "reverse": Builtin { call in
        if case .string(let text) = call.value {
            return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        }
        return .object(JinjaIterator(try call.value.items().reversed(), typeName: "list_reverseiterator"))
    },
    "attr": Builtin(["name"], required: 1) { call in
        let name = call.argument(0).text
        if case .dict = call.value, dictMethods[name] == nil {
            return .undefined(JinjaUndefined(name: name, owner: "dict object"))
        }
        return try call.interpreter.attribute(name, of: call.value)
    },
    "items": Builtin { call in
        if call.value.isUndefined { return .object(JinjaIterator([])) }
        guard case .dict(let dict) = call.value else { throw JinjaFault.notMapping(call.value.typeName) }
        return .object(JinjaIterator(dict.pairs.map { .tuple([$0.key, $0.value]) }))
    },
    "batch": Builtin(["linecount", "fill_with"], required: 1) { call in
        let size = try call.integer(0)
        guard size > 0 else { throw JinjaFault.wrongArgument("batch", wanted: "a size above 0", found: "\(size)") }
        let items = try call.value.items()
        var rows = stride(from: 0, to: items.count, by: size).map { Array(items[$0..<min($0 + size, items.count)]) }
        if let fill = call[1], !fill.isNone, let last = rows.last {
            rows[rows.count - 1] += Array(repeating: fill, count: size - last.count)
        }
        return .object(JinjaIterator(rows.map(JinjaValue.list)))
    },
    "slice": Builtin(["slices", "fill_with"], required: 1) { call in
        .object(JinjaIterator(try slices(of: call.value.items(), call.integer(0), fill: call[1])))
    },
    "sum": Builtin(["attribute", "start"]) { call in
        let key = try call.key(0)
        return try call.value.items().reduce(call[1] ?? .int(0)) { try $0.applying(.add, key($1)) }
    },
    "pprint": Builtin { .string(try sortingKeys($0.value, depth: 0).representation) },
]

@Sendable private func defaulted(_ call: BuiltinCall) throws -> JinjaValue {
    let isMissing = call.value.isUndefined || (call.flag(1) && !call.value.isTruthy)
    return isMissing ? call[0] ?? .string("") : call.value
}

private func slices(of items: [JinjaValue], _ count: Int, fill: JinjaValue?) throws -> [JinjaValue] {
    guard count > 0 else { throw JinjaFault.wrongArgument("slice", wanted: "a number above 0", found: "\(count)") }
    let (size, longer) = items.count.quotientAndRemainder(dividingBy: count)
    var start = 0
    return (0..<count).map { place in
        let end = start + size + (place < longer ? 1 : 0)
        defer { start = end }
        let isShort = longer > 0 && place >= longer
        let part = Array(items[start..<end])
        if let fill, !fill.isNone, isShort { return .list(part + [fill]) }
        return .list(part)
    }
}

/// The value with the keys of its dicts in order, as Python's `pprint` shows it.
private func sortingKeys(_ value: JinjaValue, depth: Int) throws -> JinjaValue {
    guard depth < 100 else { return value }
    switch value {
    case .list(let list): return .list(try list.items.map { try sortingKeys($0, depth: depth + 1) })
    case .tuple(let items): return .tuple(try items.map { try sortingKeys($0, depth: depth + 1) })
    case .dict(let dict):
        let pairs = try dict.pairs.map { (key: $0.key, value: try sortingKeys($0.value, depth: depth + 1)) }
        let order = try? sorted(pairs.indices.map { .int($0) }) { pairs[$0.integer ?? 0].key }
        return .dict(try JinjaDict(order.map { $0.compactMap(\.integer).map { pairs[$0] } } ?? pairs))
    default: return value
    }
}

extension BuiltinCall {
    /// What an `attribute` argument takes out of an item: `a.b`, `0`, a number; the item itself without one.
    func key(
        _ place: Int, fallback: JinjaValue? = nil, ignoringCase: Bool = false
    ) throws -> (JinjaValue) throws -> JinjaValue {
        let fold = { (value: JinjaValue) -> JinjaValue in
            if ignoringCase, case .string(let text) = value { .string(text.lowercased()) } else { value }
        }
        guard let attribute = bound[place], !attribute.isNone else { return fold }
        let path: [JinjaValue]
        if case .string(let text) = attribute {
            path = text.split(separator: ".", omittingEmptySubsequences: false).map { part in
                Int(part).map(JinjaValue.int) ?? .string(String(part))
            }
        } else {
            path = [attribute]
        }
        return { [interpreter] item in
            var value = item
            for part in path { value = try interpreter.item(part, of: value) }
            if let fallback, value.isUndefined { value = fallback }
            return fold(value)
        }
    }
}
