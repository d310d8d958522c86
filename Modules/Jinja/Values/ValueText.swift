extension JinjaValue {
    /// The value as it is printed: Python's `str()`.
    public var text: String {
        switch self {
        case .undefined: ""
        case .string(let text): text
        case .object(let object): object.text
        default: representation
        }
    }

    /// The value as it is printed inside a list: Python's `repr()`.
    public var representation: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): String(value)
        case .float(let value): pythonText(of: value)
        case .string(let text): quoted(text)
        case .object(let object): object.representation
        default: containerRepresentation(depth: 0)
        }
    }

    /// A container's text; below 100 levels, or inside of itself, it is cut as `[...]`.
    private func containerRepresentation(depth: Int) -> String {
        let inner = { (value: JinjaValue) in value.nestedRepresentation(depth: depth + 1) }
        switch self {
        case .list(let list): return depth > 100 ? "[...]" : "[\(list.items.map(inner).joined(separator: ", "))]"
        case .tuple(let items):
            if items.count == 1 { return "(\(inner(items[0])),)" }
            return depth > 100 ? "(...)" : "(\(items.map(inner).joined(separator: ", ")))"
        case .dict(let dict):
            if depth > 100 { return "{...}" }
            return "{\(dict.pairs.map { "\(inner($0.key)): \(inner($0.value))" }.joined(separator: ", "))}"
        default: return representation
        }
    }

    private func nestedRepresentation(depth: Int) -> String {
        switch self {
        case .list, .tuple, .dict: containerRepresentation(depth: depth)
        default: representation
        }
    }
}

/// A text in quotes as Python writes it: single ones, unless only single ones stand inside.
func quoted(_ text: String) -> String {
    let bytes = text.utf8
    let quote: UnicodeScalar = bytes.contains(0x27) && !bytes.contains(0x22) ? "\"" : "'"
    var result = String.UnicodeScalarView()
    result.append(quote)
    for scalar in text.unicodeScalars {
        switch scalar {
        case quote, "\\":
            result.append("\\")
            result.append(scalar)
        case "\n": result.append(contentsOf: "\\n".unicodeScalars)
        case "\r": result.append(contentsOf: "\\r".unicodeScalars)
        case "\t": result.append(contentsOf: "\\t".unicodeScalars)
        default: result.append(contentsOf: printable(scalar))
        }
    }
    result.append(quote)
    return String(result)
}

private func printable(_ scalar: UnicodeScalar) -> String.UnicodeScalarView {
    let code = scalar.value
    if code >= 0x20 && code < 0x7F { return String(scalar).unicodeScalars }
    let hidden: Bool
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator:
        hidden = true
    default: hidden = false
    }
    guard hidden else { return String(scalar).unicodeScalars }
    let hex = String(code, radix: 16)
    let (mark, width) = code <= 0xFF ? ("x", 2) : code <= 0xFFFF ? ("u", 4) : ("U", 8)
    return "\\\(mark)\(String(repeating: "0", count: width - hex.count))\(hex)".unicodeScalars
}

/// A float as Python prints it: the shortest digits that read back, with an exponent below 1e-4 and from 1e16 on.
func pythonText(of value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    let (digits, exponent) = shortestDigits(value.magnitude)
    let sign = value.sign == .minus ? "-" : ""
    if exponent < -4 || exponent >= 16 {
        let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
        let power = abs(exponent) < 10 ? "0\(abs(exponent))" : "\(abs(exponent))"
        return "\(sign)\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(power)"
    }
    if exponent < 0 { return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(digits)" }
    let whole = digits.prefix(exponent + 1)
    let padding = String(repeating: "0", count: max(0, exponent + 1 - digits.count))
    let fraction = digits.dropFirst(exponent + 1)
    return "\(sign)\(whole)\(padding).\(fraction.isEmpty ? "0" : String(fraction))"
}

/// The shortest decimal digits of a finite number that is not negative, and the power of ten of the first one.
private func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
    if value == 0 { return ("0", 0) }
    let parts = value.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = mantissa[0]
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
    var exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count - 1
    var digits = String(whole + fraction)
    while digits.hasPrefix("0"), digits.count > 1 {
        digits.removeFirst()
        exponent -= 1
    }
    while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
    return (digits, exponent)
}
