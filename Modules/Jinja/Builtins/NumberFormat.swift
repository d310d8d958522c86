import Foundation

/// A format of one value: Python's mini-language `[[fill]align][sign][#][0][width][,][.precision][type]`.
struct NumberFormat {
    var fill: Character = " "
    var align: Character?
    var sign: Character = "-"
    var isAlternate = false
    var width = 0
    var grouping = ""
    var precision: Int?
    var type: Character?

    /// Reads a specification; throws when it is not one.
    init(_ text: String) throws {
        var rest = Array(text)[...]
        if rest.count > 1, "<>=^".contains(rest[rest.startIndex + 1]) { fill = rest.removeFirst() }
        if let first = rest.first, "<>=^".contains(first) { align = rest.removeFirst() }
        if let first = rest.first, "+- ".contains(first) { sign = rest.removeFirst() }
        if rest.first == "#" {
            isAlternate = true
            rest.removeFirst()
        }
        if rest.first == "0", align == nil {
            (fill, align) = ("0", "=")
            rest.removeFirst()
        }
        width = NumberFormat.digits(&rest) ?? 0
        if let first = rest.first, ",_".contains(first) { grouping = String(rest.removeFirst()) }
        if rest.first == "." {
            rest.removeFirst()
            precision = NumberFormat.digits(&rest)
        }
        type = rest.popFirst()
        guard rest.isEmpty, width < 100_000, (precision ?? 0) < 1000 else {
            throw JinjaFault.badFormat("specification cannot be read")
        }
    }

    init() {}

    private static func digits(_ rest: inout ArraySlice<Character>) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return digits.isEmpty ? nil : Int(String(digits))
    }

    /// The value in this format.
    func format(_ value: JinjaValue) throws -> String {
        guard let number = value.number, type != "s" else {
            let text = precision.map { String(value.text.unicodeScalars.prefix($0)) } ?? value.text
            guard type == nil || type == "s" else { throw mismatch(value) }
            return padded(text, defaultAlign: "<")
        }
        if type == nil, case .bool = value, width == 0 { return value.text }
        let (digits, isNegative) = try digits(of: number, value)
        let mark = isNegative ? "-" : sign == "-" ? "" : String(sign)
        if align == "=" {
            let missing = width - digits.count - mark.count
            return mark + String(repeating: fill, count: max(0, missing)) + digits
        }
        return padded(mark + digits, defaultAlign: ">")
    }

    private func mismatch(_ value: JinjaValue) -> JinjaFault {
        .badFormat("type '\(type.map(String.init) ?? "")' does not take \(value.typeName)")
    }

    private func digits(of number: JinjaNumber, _ value: JinjaValue) throws -> (String, Bool) {
        switch (type, number) {
        case (nil, .int(let int)), ("d", .int(let int)), ("n", .int(let int)):
            return (grouped(String(int.magnitude)), int < 0)
        case ("x", .int(let int)): return ((isAlternate ? "0x" : "") + String(int.magnitude, radix: 16), int < 0)
        case ("X", .int(let int)):
            return ((isAlternate ? "0X" : "") + String(int.magnitude, radix: 16, uppercase: true), int < 0)
        case ("o", .int(let int)): return ((isAlternate ? "0o" : "") + String(int.magnitude, radix: 8), int < 0)
        case ("b", .int(let int)): return ((isAlternate ? "0b" : "") + String(int.magnitude, radix: 2), int < 0)
        case ("c", .int(let int)): return (UnicodeScalar(UInt32(clamping: int)).map { String($0) } ?? "", false)
        case (nil, .float(let float)):
            let isNegative = float.sign == .minus
            guard let precision else { return (grouped(pythonText(of: float.magnitude)), isNegative) }
            return (grouped(generalText(of: float.magnitude, precision: precision, keepsPoint: true)), isNegative)
        default:
            let float = number.double
            return (grouped(try realText(of: float.magnitude, value)), float.sign == .minus)
        }
    }

    private func realText(of value: Double, _ original: JinjaValue) throws -> String {
        if !value.isFinite { return pythonText(of: value) }
        let precision = precision ?? 6
        switch type {
        case "f", "F": return String(format: "%.\(precision)f", value)
        case "e": return String(format: "%.\(precision)e", value)
        case "E": return String(format: "%.\(precision)E", value)
        case "g": return generalText(of: value, precision: precision, keepsPoint: false)
        case "G": return generalText(of: value, precision: precision, keepsPoint: false).uppercased()
        case "%": return String(format: "%.\(precision)f%%", value * 100)
        default: throw mismatch(original)
        }
    }

    private func generalText(of value: Double, precision: Int, keepsPoint: Bool) -> String {
        let text = String(format: "%.\(max(1, precision))g", value)
        let isPlain = keepsPoint && !text.contains(".") && !text.contains("e") && value.isFinite
        return isPlain ? text + ".0" : text
    }

    private func grouped(_ digits: String) -> String {
        guard !grouping.isEmpty else { return digits }
        let whole = digits.prefix { $0.isNumber }
        var result = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result += grouping }
            result.append(digit)
        }
        return result + digits.dropFirst(whole.count)
    }

    private func padded(_ text: String, defaultAlign: Character) -> String {
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        let padding = { (count: Int) in String(repeating: fill, count: count) }
        switch align ?? defaultAlign {
        case "<": return text + padding(missing)
        case "^": return padding(missing / 2) + text + padding(missing - missing / 2)
        default: return padding(missing) + text
        }
    }
}
