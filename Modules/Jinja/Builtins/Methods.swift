/// The methods of a value's type by name; nil for a type without any.
func methodTable(of value: JinjaValue) -> [String: Builtin]? {
    switch value {
    case .string: stringMethods
    case .list: listMethods
    case .tuple: tupleMethods
    case .dict: dictMethods
    default: nil
    }
}

let tupleMethods: [String: Builtin] = [
    "count": Builtin(["value"], required: 1) { call in
        .int(try call.value.items().count { $0.isEqual(to: call.argument(0)) })
    },
    "index": Builtin(["value"], required: 1) { call in .int(try index(of: call.argument(0), in: call.value.items())) },
]

func index(of value: JinjaValue, in items: [JinjaValue]) throws -> Int {
    guard let place = items.firstIndex(where: { $0.isEqual(to: value) }) else {
        throw JinjaFault.notFound("the item")
    }
    return place
}

let listMethods: [String: Builtin] = tupleMethods.merging(
    [
        "append": method(["item"], required: 1) { list, call in
            list.items.append(call.argument(0))
            return .none
        },
        "extend": method(["items"], required: 1) { list, call in
            list.items += try call.argument(0).items()
            return .none
        },
        "insert": method(["index", "item"], required: 2) { list, call in
            let place = try call.integer(0)
            let count = list.items.count
            list.items.insert(call.argument(1), at: min(max(place < 0 ? place + count : place, 0), count))
            return .none
        },
        "pop": method(["index"]) { list, call in
            let place = try call.integer(0, or: -1)
            let index = place < 0 ? place + list.items.count : place
            guard list.items.indices.contains(index) else {
                throw list.items.isEmpty ? JinjaFault.empty("the list") : JinjaFault.notFound("the index")
            }
            return list.items.remove(at: index)
        },
        "remove": method(["value"], required: 1) { list, call in
            list.items.remove(at: try index(of: call.argument(0), in: list.items))
            return .none
        },
        "sort": method(["key", "reverse"]) { list, call in
            list.items = try sorted(list.items, reversed: call.flag(1)) { item in
                guard let key = call[0], !key.isNone else { return item }
                return try call.interpreter.call(key, JinjaArguments([item]))
            }
            return .none
        },
        "reverse": method { list, _ in
            list.items.reverse()
            return .none
        },
        "copy": method { list, _ in .list(list.items) },
        "clear": method { list, _ in
            list.items = []
            return .none
        },
    ]
) { _, new in new }

private func method(
    _ parameters: [String] = [], required: Int = 0,
    _ body: @escaping @Sendable (JinjaList, BuiltinCall) throws -> JinjaValue
) -> Builtin {
    Builtin(parameters, required: required) { call in
        guard case .list(let list) = call.value else { return .none }
        return try body(list, call)
    }
}

/// The items in order of their keys; equal ones keep their order.
func sorted(
    _ items: [JinjaValue], reversed: Bool = false, by key: (JinjaValue) throws -> JinjaValue
) throws -> [JinjaValue] {
    let keyed = try items.map { (key: try key($0), item: $0) }
    return try keyed.enumerated().sorted { left, right in
        if try left.element.key.isLess(than: right.element.key) { return !reversed }
        if try right.element.key.isLess(than: left.element.key) { return reversed }
        return left.offset < right.offset
    }.map(\.element.item)
}
