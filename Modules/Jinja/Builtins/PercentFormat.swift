/// Python's `format % values`.
func percentFormatted(_ format: String, _ values: JinjaValue) throws -> String {
    var formatter = PercentFormatter(format, values)
    return try formatter.run()
}

private struct PercentFormatter {
    private var rest: ArraySlice<Character>
    private var values: [JinjaValue]
    private let mapping: JinjaDict?
    /// Whether values may be left over: of everything that Python takes for a mapping.
    private let mayKeepSome: Bool
    private var used = 0
    private var result = ""

    init(_ format: String, _ values: JinjaValue) {
        rest = Array(format)[...]
        mapping = values.dictValue
        switch values {
        case .list, .dict: mayKeepSome = true
        case .object(let object): mayKeepSome = object.count != nil
        default: mayKeepSome = false
        }
        if case .tuple(let items) = values { self.values = items } else { self.values = [values] }
    }

    mutating func run() throws -> String {
        while let character = rest.popFirst() {
            if character == "%" { try runDirective() } else { result.append(character) }
        }
        guard mayKeepSome || used == values.count else { throw JinjaFault.badFormat("does not use all its values") }
        return result
    }

    private mutating func runDirective() throws {
        if rest.first == "%" {
            result.append(rest.removeFirst())
            return
        }
        var named: JinjaValue?
        if rest.first == "(" {
            let name = String(rest.dropFirst().prefix { $0 != ")" })
            rest = rest.dropFirst(name.count + 2)
            guard let value = mapping?[name] else {
                throw JinjaFault.badFormat("names a key that is not there: '\(name)'")
            }
            named = value
        }
        var format = NumberFormat()
        readFlags(&format)
        format.width = try readNumber() ?? 0
        if rest.first == "." {
            rest.removeFirst()
            format.precision = try readNumber() ?? 0
        }
        guard let type = rest.popFirst() else { throw JinjaFault.badFormat("ends in the middle of a directive") }
        try write(named ?? next(), as: type, format)
    }

    private mutating func readFlags(_ format: inout NumberFormat) {
        while let flag = rest.first, "-+ #0".contains(flag) {
            rest.removeFirst()
            switch flag {
            case "-": (format.align, format.fill) = ("<", " ")
            case "0": if format.align == nil { (format.align, format.fill) = ("=", "0") }
            case "#": format.isAlternate = true
            default: format.sign = flag
            }
        }
        if format.align == nil { format.align = ">" }
    }

    private mutating func readNumber() throws -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard let number = try next().integer else { throw JinjaFault.badFormat("needs a whole number for '*'") }
            return number
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(String(digits))
    }

    private mutating func next() throws -> JinjaValue {
        guard used < values.count else { throw JinjaFault.badFormat("needs more values than it is given") }
        defer { used += 1 }
        return values[used]
    }

    private mutating func write(_ value: JinjaValue, as type: Character, _ format: NumberFormat) throws {
        var format = format
        switch type {
        case "s", "r", "a":
            format.type = "s"
            if format.align == "=" { (format.align, format.fill) = (">", " ") }
            result += try format.format(.string(type == "s" ? value.text : value.representation))
        case "d", "i", "u":
            format.type = "d"
            guard let number = value.number else {
                throw JinjaFault.badFormat("needs a number, found \(value.typeName)")
            }
            result += try format.format(.int(try wholePart(number)))
        case "x", "X", "o", "f", "F", "e", "E", "g", "G":
            format.type = type
            result += try format.format(value)
        case "c":
            format.type = value.integer == nil ? "s" : "c"
            result += try format.format(value)
        default: throw JinjaFault.badFormat("has a directive that is not known: '%\(type)'")
        }
    }
}

/// The number without its fraction; throws beyond 64 bits.
func wholePart(_ number: JinjaNumber) throws -> Int {
    switch number {
    case .int(let value): return value
    case .float(let value):
        guard let whole = Int(exactly: value.rounded(.towardZero)) else { throw JinjaFault.overflow() }
        return whole
    }
}
