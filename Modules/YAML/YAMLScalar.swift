/// One scalar of a YAML text: as it was written, and what it means.
public struct YAMLScalar: Sendable, Hashable {
    /// What a scalar means once its tag is resolved.
    public enum Value: Sendable, Hashable {
        case null
        case bool(Bool)
        case integer(Int64)
        case number(Double)
        case string
    }

    /// The text without quotes and escapes: `1.10` stays `1.10`.
    public let text: String
    /// What the text means: a quoted one is always a string.
    public let value: Value
    /// Whether it was written without quotes, not as a block.
    public let isPlain: Bool

    /// A scalar that is a string.
    public init(_ text: String) { self.init(text: text, value: .string, isPlain: false) }

    init(text: String, value: Value, isPlain: Bool) {
        self.text = text
        self.value = value
        self.isPlain = isPlain
    }
}

extension YAMLScalar.Value {
    private static let nulls: Set<String> = ["", "~", "null", "Null", "NULL"]
    private static let booleans: [String: Bool] = [
        "true": true, "True": true, "TRUE": true, "yes": true, "Yes": true, "YES": true, "on": true, "On": true,
        "ON": true, "false": false, "False": false, "FALSE": false, "no": false, "No": false, "NO": false,
        "off": false, "Off": false, "OFF": false,
    ]
    private static let specials: [String: Double] = [
        ".inf": .infinity, ".Inf": .infinity, ".INF": .infinity, "+.inf": .infinity, "+.Inf": .infinity,
        "+.INF": .infinity, "-.inf": -.infinity, "-.Inf": -.infinity, "-.INF": -.infinity, ".nan": .nan, ".NaN": .nan,
        ".NAN": .nan,
    ]

    /// What a plain scalar means: numbers by the core schema of YAML 1.2, booleans as YAML 1.1 has them.
    ///
    /// `yes`, `no`, `on` and `off` are booleans because dbt's reader takes them so. Dates and `12:30` stay strings, `010`
    /// is ten, `0o10` eight; an integer beyond 64 bits becomes a number.
    init(plain text: String) {
        if Self.nulls.contains(text) {
            self = .null
        } else if let bool = Self.booleans[text] {
            self = .bool(bool)
        } else {
            self = Self.numeric(text) ?? .string
        }
    }

    /// The number that `text` is, or nil.
    static func numeric(_ text: String) -> Self? {
        // Most scalars are words.
        guard let first = text.utf8.first, first <= 0x39 else { return nil }
        if let special = specials[text] { return .number(special) }
        if text.hasPrefix("0x"), let value = Int64(text.dropFirst(2), radix: 16), !text.contains("-") {
            return .integer(value)
        }
        if text.hasPrefix("0o"), let value = Int64(text.dropFirst(2), radix: 8), !text.contains("-") {
            return .integer(value)
        }
        guard isDecimal(text.utf8) else { return nil }
        if let value = Int64(text) { return .integer(value) }
        return Double(text.hasSuffix(".") ? String(text.dropLast()) : text).map(Self.number)
    }

    /// Whether the bytes are `[-+]? ( . digits | digits ( . digits? )? ) ( [eE] [-+]? digits )?`.
    private static func isDecimal(_ bytes: String.UTF8View) -> Bool {
        var rest = bytes[...]
        func skipSign() { if rest.first == 0x2B || rest.first == 0x2D { rest.removeFirst() } }
        func skipDigits() -> Int {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        skipSign()
        let whole = skipDigits()
        if rest.first == 0x2E {
            rest.removeFirst()
            if skipDigits() == 0, whole == 0 { return false }
        } else if whole == 0 {
            return false
        }
        if rest.first == 0x65 || rest.first == 0x45 {
            rest.removeFirst()
            skipSign()
            if skipDigits() == 0 { return false }
        }
        return rest.isEmpty
    }
}
