/// Python's `text.format(…)`: `{}`, `{0}`, `{name.attribute[key]!r:>10}`.
func braceFormatted(_ format: String, _ arguments: JinjaArguments, _ interpreter: Interpreter) throws -> String {
    var formatter = BraceFormatter(arguments: arguments, interpreter: interpreter)
    return try formatter.run(format, depth: 0)
}

private struct BraceFormatter {
    let arguments: JinjaArguments
    let interpreter: Interpreter
    private var nextPlace = 0

    init(arguments: JinjaArguments, interpreter: Interpreter) {
        self.arguments = arguments
        self.interpreter = interpreter
    }

    mutating func run(_ format: String, depth: Int) throws -> String {
        guard depth < 3 else { throw JinjaFault.badFormat("nests too deeply") }
        var result = ""
        var rest = Array(format)[...]
        while let character = rest.popFirst() {
            switch character {
            case "{" where rest.first == "{", "}" where rest.first == "}": result.append(rest.removeFirst())
            case "{": result += try field(cut(&rest), depth: depth)
            case "}": throw JinjaFault.badFormat("has a '}' without a '{'")
            default: result.append(character)
            }
        }
        return result
    }

    /// The field up to its closing brace, which is stepped over.
    private func cut(_ rest: inout ArraySlice<Character>) throws -> String {
        var level = 1
        var field = ""
        while let character = rest.popFirst() {
            if character == "{" { level += 1 }
            if character == "}" { level -= 1 }
            if level == 0 { return field }
            field.append(character)
        }
        throw JinjaFault.badFormat("has a '{' that is not closed")
    }

    private mutating func field(_ field: String, depth: Int) throws -> String {
        let head = field.prefix { $0 != ":" && $0 != "!" }
        var tail = field.dropFirst(head.count)
        var conversion: Character?
        if tail.first == "!" {
            tail = tail.dropFirst()
            conversion = tail.popFirst()
        }
        if tail.first == ":" { tail = tail.dropFirst() }
        var value = try self.value(of: String(head))
        switch conversion {
        case "r", "a": value = .string(value.representation)
        case "s": value = .string(value.text)
        case nil: break
        default: throw JinjaFault.badFormat("has a conversion that is not known")
        }
        let specification = try run(String(tail), depth: depth + 1)
        return specification.isEmpty ? value.text : try NumberFormat(specification).format(value)
    }

    private mutating func value(of path: String) throws -> JinjaValue {
        let name = String(path.prefix { $0 != "." && $0 != "[" })
        var rest = path.dropFirst(name.count)
        var value = try argument(name)
        while let mark = rest.popFirst() {
            let part = String(rest.prefix { mark == "[" ? $0 != "]" : $0 != "." && $0 != "[" })
            rest = rest.dropFirst(part.count + (mark == "[" ? 1 : 0))
            value =
                mark == "["
                ? try interpreter.item(Int(part).map(JinjaValue.int) ?? .string(part), of: value)
                : try interpreter.attribute(part, of: value)
        }
        return value
    }

    private mutating func argument(_ name: String) throws -> JinjaValue {
        var place = Int(name)
        if name.isEmpty {
            place = nextPlace
            nextPlace += 1
        }
        if let place {
            guard place < arguments.positional.count else {
                throw JinjaFault.badFormat("needs more values than it is given")
            }
            return arguments.positional[place]
        }
        guard let value = arguments.named.first(where: { $0.name == name })?.value else {
            throw JinjaFault.badFormat("names a value that is not given: '\(name)'")
        }
        return value
    }
}
