/// The functions that every template sees, unless the context has something else under their names.
let globalFunctions: [String: Builtin] = [
    "range": .variadic { call in
        let numbers = try call.arguments.positional.map { value in
            guard let number = value.integer else {
                throw JinjaFault.wrongArgument("range", wanted: "whole numbers", found: value.typeName)
            }
            return number
        }
        guard (1...3).contains(numbers.count) else {
            throw JinjaFault.wrongArgument("range", wanted: "one to three whole numbers", found: "\(numbers.count)")
        }
        let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
        let step = numbers.count == 3 ? numbers[2] : 1
        guard step != 0 else { throw JinjaFault.zeroStep() }
        let limit = call.interpreter.settings.maximumIterations
        guard Double(stop) / Double(step) - Double(start) / Double(step) <= Double(limit) else {
            throw JinjaFault.tooManyIterations(limit)
        }
        return .object(JinjaRange(start, stop, step))
    },
    "dict": .variadic { .dict(try dictOf($0)) },
    "namespace": .variadic { .object(JinjaNamespace(try dictOf($0))) },
    "cycler": .variadic { call in
        guard !call.arguments.positional.isEmpty else { throw JinjaFault.missingArgument("items", function: "cycler") }
        return .object(JinjaCycler(call.arguments.positional))
    },
    "joiner": Builtin(["sep"]) { call in
        let separator = call[0] ?? .string(", ")
        let state = JinjaNamespace(JinjaDict())
        return .function("joiner") { _, _ in
            defer { state.values["used"] = .bool(true) }
            return state.values["used"] == nil ? .string("") : separator
        }
    },
    "return": Builtin(["data"]) { throw MacroReturn(value: $0.argument(0)) },
]

/// The dict that a mapping or a list of pairs, and named arguments, make.
func dictOf(_ call: BuiltinCall) throws -> JinjaDict {
    let result = JinjaDict()
    for argument in call.arguments.positional { try result.update(with: argument) }
    for (name, value) in call.arguments.named { result[name] = value }
    return result
}

extension JinjaDict {
    /// Takes over the pairs of a dict, or of a list of pairs.
    func update(with value: JinjaValue) throws {
        if case .dict(let other) = value {
            for (key, value) in other.pairs { try set(key, value) }
            return
        }
        for pair in try value.items() {
            let parts = try pair.items()
            guard parts.count == 2 else { throw JinjaFault.unpacking(parts.count, into: 2) }
            try set(parts[0], parts[1])
        }
    }
}

/// What `cycler()` makes: its items one after the other, for ever.
final class JinjaCycler: JinjaObject {
    private let values: [JinjaValue]
    private var place = 0

    init(_ values: [JinjaValue]) { self.values = values }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        switch name {
        case "current": return values[place]
        case "next":
            return .function("next") { [self] _, _ in
                defer { place = (place + 1) % values.count }
                return values[place]
            }
        case "reset":
            return .function("reset") { [self] _, _ in
                place = 0
                return .none
            }
        default: return nil
        }
    }
    var typeName: String { "Cycler" }
    var attributeNames: [String] { ["current", "next", "reset"] }
}
