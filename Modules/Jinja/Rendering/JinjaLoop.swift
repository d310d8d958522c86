/// The variable `loop` inside of a loop.
final class JinjaLoop: JinjaObject {
    var values: [JinjaValue]
    var index0 = 0
    private let depth0: Int
    private var lastChanged: [JinjaValue]?
    /// Renders the same loop over other items; nil unless the loop is recursive.
    private let recurse: ((JinjaValue, Int) throws -> JinjaValue)?

    init(_ values: [JinjaValue], depth0: Int, recurse: ((JinjaValue, Int) throws -> JinjaValue)?) {
        self.values = values
        self.depth0 = depth0
        self.recurse = recurse
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        switch name {
        case "index": .int(index0 + 1)
        case "index0": .int(index0)
        case "revindex": .int(values.count - index0)
        case "revindex0": .int(values.count - index0 - 1)
        case "first": .bool(index0 == 0)
        case "last": .bool(index0 == values.count - 1)
        case "length": .int(values.count)
        case "depth": .int(depth0 + 1)
        case "depth0": .int(depth0)
        case "previtem": index0 > 0 ? values[index0 - 1] : .undefined(JinjaUndefined(name: "loop.previtem"))
        case "nextitem":
            index0 + 1 < values.count ? values[index0 + 1] : .undefined(JinjaUndefined(name: "loop.nextitem"))
        case "cycle": .function("cycle") { [self] arguments, _ in try cycle(arguments.positional) }
        case "changed": .function("changed") { [self] arguments, _ in hasChanged(arguments.positional) }
        default: nil
        }
    }

    private func cycle(_ values: [JinjaValue]) throws -> JinjaValue {
        guard !values.isEmpty else { throw JinjaFault.missingArgument("items", function: "loop.cycle") }
        return values[index0 % values.count]
    }

    private func hasChanged(_ values: [JinjaValue]) -> JinjaValue {
        if let last = lastChanged, JinjaValue.tuple(last).isEqual(to: .tuple(values)) { return .bool(false) }
        lastChanged = values
        return .bool(true)
    }

    func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        guard let recurse else { throw JinjaFault.notRecursive() }
        guard let items = arguments.positional.first else {
            throw JinjaFault.missingArgument("items", function: "loop")
        }
        return try recurse(items, depth0 + 1)
    }

    var isCallable: Bool { recurse != nil }
    var typeName: String { "LoopContext" }
    var text: String { "<LoopContext \(index0 + 1)/\(values.count)>" }
    var attributeNames: [String] {
        [
            "index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0", "previtem",
            "nextitem", "cycle", "changed",
        ]
    }
}
