/// The filters that apply a test or another filter to each item.
let selectionFilters: [String: Builtin] = [
    "map": .variadic { call in
        let transform = try transformation(call)
        return .object(JinjaIterator(try call.value.items().map(transform)))
    },
    "select": .variadic { try selection($0, byAttribute: false, keepsTrue: true) },
    "reject": .variadic { try selection($0, byAttribute: false, keepsTrue: false) },
    "selectattr": .variadic { try selection($0, byAttribute: true, keepsTrue: true) },
    "rejectattr": .variadic { try selection($0, byAttribute: true, keepsTrue: false) },
]

private func transformation(_ call: BuiltinCall) throws -> (JinjaValue) throws -> JinjaValue {
    let arguments = call.arguments
    if arguments.positional.isEmpty, arguments.named.contains(where: { $0.name == "attribute" }) {
        let bound = try arguments.bound(to: ["attribute", "default"], function: "'map'")
        return try call.with(bound: [bound[0]]).key(0, fallback: bound[1])
    }
    guard case .string(let name)? = arguments.positional.first else {
        throw JinjaFault.wrongArgument("map", wanted: "the name of a filter, or attribute='…'", found: "none")
    }
    let rest = JinjaArguments(Array(arguments.positional.dropFirst()), named: arguments.named)
    return { [interpreter = call.interpreter] in try interpreter.applyFilter(name, to: $0, rest) }
}

private func selection(_ call: BuiltinCall, byAttribute: Bool, keepsTrue: Bool) throws -> JinjaValue {
    var positional = call.arguments.positional[...]
    let key = call.with(bound: [byAttribute ? positional.popFirst() : nil])
    if byAttribute, key.bound[0] == nil { throw JinjaFault.missingArgument("attribute", function: "'\(call.name)'") }
    let value = try key.key(0)
    let name = positional.popFirst()
    let rest = JinjaArguments(Array(positional), named: call.arguments.named)
    let items = try call.value.items().filter { item in
        let value = try value(item)
        let answer = try name.map { try call.interpreter.applyTest($0.text, to: value, rest) } ?? value.isTruthy
        return answer == keepsTrue
    }
    return .object(JinjaIterator(items))
}

extension BuiltinCall {
    fileprivate func with(bound: [JinjaValue?]) -> BuiltinCall {
        BuiltinCall(name: name, value: value, bound: bound, arguments: arguments, interpreter: interpreter)
    }
}
