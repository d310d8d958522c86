/// How a JSON value is laid out as text.
public enum JSONLayout: Sendable, Hashable {
    /// One line without spaces.
    case compact
    /// One element a line, indented by this many spaces a level.
    case indented(spaces: Int)
}

extension JSONValue {
    /// The value as JSON text without a newline at the end; a number that is not finite is written as null.
    public func text(_ layout: JSONLayout = .compact) -> String {
        var writer = JSONWriter(layout: layout)
        writer.write(self, level: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

struct JSONWriter {
    let layout: JSONLayout
    private(set) var bytes: [UInt8] = []

    init(layout: JSONLayout) { self.layout = layout }

    mutating func write(_ value: JSONValue, level: Int) {
        switch value {
        case .null: add("null")
        case .bool(let value): add(value ? "true" : "false")
        case .integer(let value): add(String(value))
        case .number(let value): add(value.isFinite ? Self.text(of: value) : "null")
        case .string(let value): quote(value)
        case .array(let elements):
            enclose("[", "]", elements, level: level) { writer, element in writer.write(element, level: level + 1) }
        case .object(let object):
            enclose("{", "}", object.pairs, level: level) { writer, pair in
                writer.quote(pair.key)
                writer.add(writer.layout == .compact ? ":" : ": ")
                writer.write(pair.value, level: level + 1)
            }
        }
    }

    private static func text(of number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") && abs(number) >= 1e15 ? String(text.dropLast(2)) : text
    }

    private mutating func enclose<Element>(
        _ opening: String, _ closing: String, _ elements: [Element], level: Int,
        _ body: (inout JSONWriter, Element) -> Void
    ) {
        add(opening)
        for (index, element) in elements.enumerated() {
            if index > 0 { add(",") }
            breakLine(level: level + 1)
            body(&self, element)
        }
        if !elements.isEmpty { breakLine(level: level) }
        add(closing)
    }

    private mutating func breakLine(level: Int) {
        guard case .indented(let spaces) = layout else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: spaces * level))
    }

    private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): add("\\\"")
            case UInt8(ascii: "\\"): add("\\\\")
            case 0x0A: add("\\n")
            case 0x0D: add("\\r")
            case 0x09: add("\\t")
            case 0..<0x20:
                let hexadecimal = String(byte, radix: 16)
                add("\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
