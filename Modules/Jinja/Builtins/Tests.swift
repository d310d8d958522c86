/// The tests that stand behind `is`.
let testTable: [String: Builtin] = [
    "defined": test { !$0.isUndefined },
    "undefined": test { $0.isUndefined },
    "none": test { $0.isNone },
    "boolean": test { if case .bool = $0 { true } else { false } },
    "true": test { if case .bool(true) = $0 { true } else { false } },
    "false": test { if case .bool(false) = $0 { true } else { false } },
    "integer": test { if case .int = $0 { true } else { false } },
    "float": test { if case .float = $0 { true } else { false } },
    "number": test { $0.number != nil || ($0.objectValue?.equalValue?.number != nil) },
    "string": test { $0.stringValue != nil },
    "mapping": test { $0.dictValue != nil },
    "sequence": test { isSequence($0) },
    "iterable": test { isIterable($0) },
    "callable": test { $0.isUndefined || $0.objectValue?.isCallable ?? false },
    "escaped": test { _ in false },
    "lower": test { isLower($0.text) },
    "upper": test { isUpper($0.text) },
    "even": Builtin { .bool(try remainder($0.value, .int(2), $0.name) == 0) },
    "odd": Builtin { .bool(try remainder($0.value, .int(2), $0.name) == 1) },
    "divisibleby": Builtin(["num"], required: 1) { .bool(try remainder($0.value, $0.argument(0), $0.name) == 0) },
    "sameas": Builtin(["other"], required: 1) { .bool($0.value.isSame(as: $0.argument(0))) },
    "in": Builtin(["seq"], required: 1) { .bool(try $0.argument(0).contains($0.value)) },
    "filter": Builtin { call in
        .bool(filterTable[call.value.text] != nil || call.interpreter.context.filters[call.value.text] != nil)
    },
    "test": Builtin { .bool(isTest($0.value.text)) },
    "eq": comparison(.equal), "==": comparison(.equal), "equalto": comparison(.equal),
    "ne": comparison(.notEqual), "!=": comparison(.notEqual),
    "lt": comparison(.less), "<": comparison(.less), "lessthan": comparison(.less),
    "le": comparison(.lessEqual), "<=": comparison(.lessEqual),
    "gt": comparison(.greater), ">": comparison(.greater), "greaterthan": comparison(.greater),
    "ge": comparison(.greaterEqual), ">=": comparison(.greaterEqual),
]

private let testNames: Set<String> = [
    "defined", "undefined", "none", "boolean", "true", "false", "integer", "float", "number", "string", "mapping",
    "sequence", "iterable", "callable", "escaped", "lower", "upper", "even", "odd", "divisibleby", "sameas", "in",
    "filter", "test", "eq", "==", "equalto", "ne", "!=", "lt", "<", "lessthan", "le", "<=", "gt", ">", "greaterthan",
    "ge", ">=",
]

private func isTest(_ name: String) -> Bool { testNames.contains(name) }

private func test(_ answer: @escaping @Sendable (JinjaValue) -> Bool) -> Builtin {
    Builtin { .bool(answer($0.value)) }
}

private func comparison(_ comparator: Expression.Comparator) -> Builtin {
    Builtin(["other"], required: 1) { .bool(try $0.value.compare(comparator, $0.argument(0))) }
}

private func remainder(_ value: JinjaValue, _ divisor: JinjaValue, _ name: String) throws -> Double {
    let result = try value.applying(.modulo, divisor)
    guard let number = result.number else {
        throw JinjaFault.wrongArgument(name, wanted: "a number", found: value.typeName)
    }
    return number.double
}

private func isSequence(_ value: JinjaValue) -> Bool {
    switch value {
    case .string, .list, .tuple, .dict, .undefined: true
    case .object(let object): object.count != nil && !(object is JinjaView)
    default: false
    }
}

private func isIterable(_ value: JinjaValue) -> Bool {
    switch value {
    case .string, .list, .tuple, .dict, .undefined: true
    // Whether an object has items is asked without using them up.
    case .object(let object): object is JinjaIterator || ((try? object.items()) ?? nil) != nil
    default: false
    }
}

extension JinjaValue {
    /// The object; nil for every plain value.
    public var objectValue: (any JinjaObject)? { if case .object(let object) = self { object } else { nil } }
}
