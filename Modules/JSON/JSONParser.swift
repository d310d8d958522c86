/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was expected or found.
    public let message: String
    /// Line of the place, from 1.
    public let line: Int
    /// Column of the place in UTF-8 bytes, from 1.
    public let column: Int

    public var description: String { "\(line):\(column): \(message)" }
}

extension JSONValue {
    /// Parses a whole text as one JSON value (RFC 8259).
    ///
    /// Integers that fit 64 bits stay integers; of two equal keys in an object the later wins. Nesting is limited to 512
    /// levels. Throws where the text breaks the grammar.
    public static func parse(_ text: String) throws(JSONError) -> JSONValue { try parse(utf8: Array(text.utf8)) }

    /// Parses UTF-8 bytes as one JSON value; a byte-order mark in front is passed over.
    public static func parse(utf8 bytes: [UInt8]) throws(JSONError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        return try parser.document()
    }
}

struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private static let depthLimit = 512

    init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func document() throws(JSONError) -> JSONValue {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw error("text after the end of the value") }
        return value
    }

    private func error(_ message: String, at place: Int? = nil) -> JSONError {
        let place = min(place ?? position, bytes.count)
        let before = bytes[..<place]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONError(
            message: message, line: before.count { $0 == 0x0A } + 1, column: place - lineStart + 1)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < Self.depthLimit else { throw error("nested deeper than \(Self.depthLimit) levels") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let sign? where sign == UInt8(ascii: "-") || isDigit(sign): return try number()
        case nil: throw error("the text ends where a value is expected")
        default: throw error("a value is expected here")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw error("a value is expected here") }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var object = JSONObject()
        skipSpace()
        if next == UInt8(ascii: "}") {
            position += 1
            return .object(object)
        }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw error("a key in double quotes is expected here") }
            let key = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw error("':' is expected after a key") }
            position += 1
            object[key] = try value(depth: depth + 1)
            if try ends(with: UInt8(ascii: "}")) { return .object(object) }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value(depth: depth + 1))
            if try ends(with: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    /// Reads the `,` between two elements (false) or the closing sign (true).
    private mutating func ends(with closing: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard let sign = next, sign == closing || sign == UInt8(ascii: ",") else {
            throw error("',' or '\(Character(UnicodeScalar(closing)))' is expected here")
        }
        position += 1
        return sign == closing
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        var isInteger = true
        if next == UInt8(ascii: "-") { position += 1 }
        let integerStart = position
        try digits()
        if bytes[integerStart] == UInt8(ascii: "0"), position > integerStart + 1 {
            throw error("a number must not begin with 0", at: integerStart)
        }
        if next == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw error("the number is out of range", at: start) }
        return .number(value)
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func digits() throws(JSONError) {
        let start = position
        while let sign = next, isDigit(sign) { position += 1 }
        guard position > start else { throw error("a digit is expected here") }
    }

    private mutating func string() throws(JSONError) -> String {
        position += 1
        let start = position
        while position < bytes.count, Self.isPlain[Int(bytes[position])] { position += 1 }
        var text = bytes[start..<position]
        // Most strings have nothing to take apart.
        if next == UInt8(ascii: "\"") {
            position += 1
            return String(decoding: text, as: UTF8.self)
        }
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &text)
            case 0..<0x20:
                throw error("a control character in a string must be escaped")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw error("the string does not end")
    }

    /// Whether a byte of a string stands for itself.
    private static let isPlain = (0...255).map { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]

    private mutating func escape(into text: inout ArraySlice<UInt8>) throws(JSONError) {
        guard let sign = next else { throw error("the string does not end") }
        position += 1
        if let byte = Self.escapes[sign] {
            text.append(byte)
            return
        }
        guard sign == UInt8(ascii: "u") else { throw error("unknown escape", at: position - 2) }
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code), bytes[position...].starts(with: [0x5C, 0x75]) {
            position += 2
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw error("half of a surrogate pair", at: position - 6) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = UnicodeScalar(code) else { throw error("half of a surrogate pair", at: position - 6) }
        text.append(contentsOf: String(Character(scalar)).utf8)
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error("four hexadecimal digits are expected after \\u") }
        position += 4
        return code
    }
}
