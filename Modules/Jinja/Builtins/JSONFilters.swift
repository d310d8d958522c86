import Diagnostics

/// The filter that writes JSON.
let jsonFilters: [String: Builtin] = [
    "tojson": Builtin(["indent"]) { call in
        let indent = call[0].map { $0.isNone } ?? true ? nil : try call.integer(0)
        var writer = JSONText(indent: indent, sortsKeys: true)
        try writer.write(call.value, depth: 0)
        let marks = [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")]
        return .string(marks.reduce(writer.text) { $0.replacing($1.0, with: $1.1) })
    }
]

extension JinjaValue {
    /// The value as JSON text, as Python's `json.dumps` writes it; throws for what JSON does not have.
    public func json(indent: Int? = nil, sortsKeys: Bool = false) throws -> String {
        var writer = JSONText(indent: indent, sortsKeys: sortsKeys)
        do { try writer.write(self, depth: 0) } catch let fault as JinjaFault {
            throw WeirError(fault.code, fault.message)
        }
        return writer.text
    }
}

/// JSON as Python writes it: `, ` and `: ` between, everything beyond ASCII escaped.
private struct JSONText {
    let indent: Int?
    let sortsKeys: Bool
    var text = ""

    init(indent: Int?, sortsKeys: Bool) {
        self.indent = indent
        self.sortsKeys = sortsKeys
    }

    mutating func write(_ value: JinjaValue, depth: Int) throws {
        guard depth < 100 else { throw JinjaFault.notSerializable("container that holds itself") }
        switch value {
        case .none: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += String(value)
        case .float(let value):
            text +=
                value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : pythonText(of: value)
        case .string(let string): write(string)
        case .list(let list): try writeItems(list.items, depth)
        case .tuple(let items): try writeItems(items, depth)
        case .dict(let dict): try writeDict(dict, depth)
        case .object(let object):
            guard let plain = object.equalValue else { throw JinjaFault.notSerializable(value.typeName) }
            try write(plain, depth: depth + 1)
        case .undefined: throw JinjaFault.notSerializable("Undefined")
        }
    }

    private mutating func writeItems(_ items: [JinjaValue], _ depth: Int) throws {
        text += "["
        for (index, item) in items.enumerated() {
            separate(index, depth)
            try write(item, depth: depth + 1)
        }
        close(items.isEmpty, "]", depth)
    }

    private mutating func writeDict(_ dict: JinjaDict, _ depth: Int) throws {
        text += "{"
        let pairs = sortsKeys ? try sorted(dict.pairs.map { .tuple([$0.key, $0.value]) }) { try $0.items()[0] } : nil
        for index in 0..<dict.count {
            let pair = try pairs?[index].items() ?? [dict.pairs[index].key, dict.pairs[index].value]
            separate(index, depth)
            write(try key(pair[0]))
            text += ": "
            try write(pair[1], depth: depth + 1)
        }
        close(dict.count == 0, "}", depth)
    }

    private func key(_ value: JinjaValue) throws -> String {
        switch value {
        case .string(let text): return text
        case .none: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int, .float: return value.text
        default: throw JinjaFault.notSerializable("\(value.typeName) as a key")
        }
    }

    private mutating func separate(_ index: Int, _ depth: Int) {
        if index > 0 { text += indent == nil ? ", " : "," }
        if let indent { text += "\n" + String(repeating: " ", count: indent * (depth + 1)) }
    }

    private mutating func close(_ isEmpty: Bool, _ bracket: String, _ depth: Int) {
        if let indent, !isEmpty { text += "\n" + String(repeating: " ", count: indent * depth) }
        text += bracket
    }

    private mutating func write(_ string: String) {
        text += "\""
        for unit in string.utf16 {
            switch unit {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x0D: text += "\\r"
            case 0x09: text += "\\t"
            case 0x08: text += "\\b"
            case 0x0C: text += "\\f"
            case 0x20..<0x7F: text.unicodeScalars.append(UnicodeScalar(UInt8(unit)))
            default:
                let hex = String(unit, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            }
        }
        text += "\""
    }
}
