import Foundation

/// Which signs make numbers of texts.
enum NumberForms {
    /// The formats that are tried, the plain one first.
    static let all: [NumberFormat] = [
        NumberFormat(), NumberFormat(decimal: ",", thousands: "."), NumberFormat(decimal: ".", thousands: ","),
        NumberFormat(decimal: ","), NumberFormat(decimal: ",", thousands: " "),
        NumberFormat(decimal: ".", thousands: " "),
        NumberFormat(decimal: ".", thousands: "'"), NumberFormat(decimal: ",", thousands: "'"),
    ]

    /// A text taken apart: what stands before and behind its digits, and whether parentheses stand around it.
    struct Parts: Hashable {
        var prefix: String
        var number: String
        var suffix: String
        var isInParentheses: Bool
        /// Whether a space stands before the suffix.
        var isApart: Bool

        init?(_ text: String) {
            var rest = text.trimmingCharacters(in: .whitespacesAndNewlines)[...]
            isInParentheses = rest.hasPrefix("(") && rest.hasSuffix(")")
            if isInParentheses { rest = rest.dropFirst().dropLast() }
            let isInside = { (sign: Character) in sign.isASCII && sign.isNumber || "+-.".contains(sign) }
            guard let first = rest.firstIndex(where: isInside),
                let last = rest.lastIndex(where: { $0.isASCII && $0.isNumber })
            else { return nil }
            guard first <= last else { return nil }
            var before = rest[..<first].trimmingCharacters(in: .whitespaces)
            // A minus before a sign of a currency belongs to the number.
            var sign = ""
            if before.hasPrefix("-") || before.hasPrefix("−") {
                sign = "-"
                before = String(before.dropFirst()).trimmingCharacters(in: .whitespaces)
            }
            prefix = before
            number = sign + rest[first...last]
            let behind = rest[rest.index(after: last)...]
            suffix = behind.trimmingCharacters(in: .whitespaces)
            isApart = behind.first?.isWhitespace == true
        }

        /// Whether what stands around the digits is nothing, or a unit and no part of a name: `S5`, `12B`.
        var hasUnit: Bool {
            if !prefix.isEmpty {
                guard let unit = UnitWords.unit(stated: prefix), UnitWords.currencies.contains(unit) else {
                    return false
                }
            }
            guard !suffix.isEmpty else { return true }
            guard suffix.count <= 8, UnitWords.unit(stated: suffix) != nil else { return false }
            return isApart || suffix.count > 1 || suffix.contains { !$0.isLetter }
        }
    }

    /// What a column's texts have around their numbers, and the formats under which all are numbers; nil when they are none.
    struct Match: Hashable {
        var formats: [NumberFormat]
        var unit: String?
        /// Whether every number is whole.
        var isWhole: Bool
        /// The most digits behind the decimal sign, by the first format.
        var scale: Int
    }

    static func match(_ values: [String]) -> Match? {
        let parts = values.compactMap(Parts.init)
        guard parts.count == values.count, !parts.isEmpty else { return nil }
        let affixes = Set(parts.flatMap { [$0.prefix, $0.suffix] }).subtracting([""])
        guard affixes.count <= 2, parts.allSatisfy(\.hasUnit) else { return nil }
        let units = Set(affixes.compactMap { UnitWords.unit(stated: $0) })
        guard units.count <= 1 else { return nil }
        let parentheses = parts.contains(where: \.isInParentheses)
        let fitting = all.filter { format in parts.allSatisfy { fits($0.number, format) } }.map { format in
            NumberFormat(
                decimal: format.decimal, thousands: format.thousands, affixes: affixes.sorted(),
                parentheses: parentheses)
        }
        // A sign that stands nowhere is no choice.
        let used = Set(parts.flatMap { $0.number.filter { ",.' \u{A0}\u{202F}\u{2009}".contains($0) } }.map(plainSpace))
        let formats = fitting.filter { format in format.thousands.map(used.contains) ?? true }
            .filter { $0.decimal == "." || used.contains(",") || !fitting.contains { $0.decimal == "." } }
        guard let first = formats.first else { return nil }
        let scale = parts.map { fraction($0.number, first.decimal) }.max() ?? 0
        return Match(formats: formats, unit: units.first, isWhole: scale == 0, scale: scale)
    }

    private static func fraction(_ number: String, _ decimal: Character) -> Int {
        number.lastIndex(of: decimal).map { number.distance(from: $0, to: number.endIndex) - 1 } ?? 0
    }

    private static func plainSpace(_ sign: Character) -> Character { sign.isWhitespace ? " " : sign }

    /// Whether a text of digits and signs is a number by a format.
    static func fits(_ number: String, _ format: NumberFormat) -> Bool {
        var rest = number[...]
        if let sign = rest.first, "+-".contains(sign) { rest = rest.dropFirst() }
        let whole: Substring
        if let point = rest.lastIndex(of: format.decimal) {
            let fraction = rest[rest.index(after: point)...]
            guard !fraction.isEmpty, fraction.allSatisfy(isDigit) else { return false }
            whole = rest[..<point]
            if whole.isEmpty { return true }
        } else {
            whole = rest
        }
        if whole.allSatisfy(isDigit) { return !whole.isEmpty && (whole.count == 1 || whole.first != "0") }
        guard let thousands = format.thousands else { return false }
        let groups = whole.split(omittingEmptySubsequences: false) { plainSpace($0) == thousands }
        return (1...3).contains(groups[0].count) && groups.count > 1 && groups.allSatisfy { $0.allSatisfy(isDigit) }
            && groups.dropFirst().allSatisfy { $0.count == 3 } && (groups[0] == "0" || groups[0].first != "0")
    }

    private static func isDigit(_ sign: Character) -> Bool { sign.isASCII && sign.isNumber }
}
