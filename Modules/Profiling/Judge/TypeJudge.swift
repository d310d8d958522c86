import Foundation
import Warehouse

/// Judges what type sampled values have.
struct TypeJudge {
    let hints: FileHints

    func judge(_ sample: ColumnSample) -> TypeGuess {
        let nulls = sample.values.filter(NullWords.isNull)
        let rest = sample.values.filter { !NullWords.isNull($0) }
        guard !rest.isEmpty else {
            let texts = Set(nulls).sorted()
            return .text(because: "no value in any row").with(nullTexts: texts)
        }
        let values = rest.map { $0.trimmedSpaces }
        let found =
            flag(values, sample) ?? IntegerJudge(sample: sample).judge(values) ?? decimal(values, sample)
            ?? moment(values, sample) ?? clock(values) ?? document(values)
        guard let found else {
            let certain = Set(nulls.filter(NullWords.isCertainlyNull)).sorted()
            var guess = TypeGuess.text(because: mixture(values)).with(nullTexts: certain)
            guess.isMixed = true
            return guess
        }
        let isText = found.type == .text
        return found.with(nullTexts: Set(nulls.filter { !isText || NullWords.isCertainlyNull($0) }).sorted())
    }

    // MARK: Truths

    private static let truths: [(yes: String, no: String)] = [
        ("true", "false"), ("yes", "no"), ("y", "n"), ("t", "f"), ("on", "off"), ("ja", "nein"), ("oui", "non"),
        ("si", "no"),
        ("sí", "no"), ("sim", "não"), ("wahr", "falsch"), ("vrai", "faux"), ("tak", "nie"),
    ]

    private func flag(_ values: [String], _ sample: ColumnSample) -> TypeGuess? {
        let words = Set(values.map { $0.lowercased() })
        guard words.count <= 2 else { return nil }
        if words.isSubset(of: ["0", "1"]) {
            guard
                ["is", "has", "was", "can"].contains(sample.words.words.first ?? "")
                    || sample.words.has("flag", "flagged")
            else { return nil }
            return TypeGuess(
                type: .boolean, reading: .flag(yes: "1", no: "0"), reason: "0 and 1 under a name that asks yes or no")
        }
        let pair = Self.truths.first { pair in
            words == [pair.yes, pair.no]
                || (words.count == 1 && pair.yes == "true" && words.isSubset(of: ["true", "false"]))
        }
        guard let pair else { return nil }
        let reading: Reading = pair.yes == "true" ? .plain : .flag(yes: pair.yes, no: pair.no)
        return TypeGuess(type: .boolean, reading: reading, reason: "every value is '\(pair.yes)' or '\(pair.no)'")
    }

    // MARK: Numbers with a fraction

    private func decimal(_ values: [String], _ sample: ColumnSample) -> TypeGuess? {
        if values.allSatisfy(Self.isScientific), values.contains(where: { $0.contains(where: "eE".contains) }) {
            return TypeGuess(type: .double, reading: .plain, reason: "every value is a number, some with an exponent")
        }
        guard let match = NumberForms.match(values) else { return nil }
        let choice = chosen(match.formats, values)
        let format = choice.format
        let wholeByIt = match.formats.count == 1 ? match.isWhole : !values.contains { Self.hasFraction($0, format) }
        let scale = values.map { Self.fraction($0, format) }.max() ?? 0
        let unit = match.unit ?? sample.unit
        let type: ColumnType =
            wholeByIt ? .integer : isMoney(unit, sample) && scale <= 4 ? .decimal(precision: 18, scale: scale) : .double
        let reading: Reading = format.isPlain ? .plain : .number(format)
        var reason = wholeByIt ? "every value is a whole number" : "every value is a number"
        if case .decimal = type { reason += ", of money: exact to \(scale) digits" }
        if !format.isPlain { reason += " " + Self.describe(format) }
        if let evidence = choice.reason { reason += "; \(evidence)" }
        return TypeGuess(
            type: type, reading: reading, reason: reason, question: choice.question,
            others: match.formats.filter { $0 != format }.map { $0.isPlain ? .plain : .number($0) }, unit: match.unit)
    }

    /// The format among several that fit: what other columns settle, else what the delimiter suggests.
    private func chosen(
        _ formats: [NumberFormat], _ values: [String]
    ) -> (format: NumberFormat, reason: String?, question: String?) {
        guard Set(formats.map(\.decimal)).count > 1 else { return (formats[0], nil, nil) }
        let find = { (decimal: Character) in formats.first { $0.decimal == decimal } ?? formats[0] }
        if let decimal = hints.decimal {
            return (find(decimal), "other columns of the file settle which sign is the decimal one", nil)
        }
        // 1,234 in a file that commas divide stands in quotes because of the sign between thousands.
        if hints.delimiter == "," {
            return (find("."), "in a file that commas divide, a comma within a number parts thousands", nil)
        }
        let format = find(hints.delimiter == ";" && values.contains { $0.contains(",") } ? "," : ".")
        let question =
            "is the sign in its numbers a decimal sign, or does it part thousands? Three digits follow it always"
        return (format, "the sample does not settle it", question)
    }

    private func isMoney(_ unit: String?, _ sample: ColumnSample) -> Bool {
        if let unit, UnitWords.currencies.contains(unit) { return true }
        return sample.words.has(
            "price", "amount", "cost", "fare", "fee", "salary", "revenue", "tax", "balance", "payment", "tip", "tolls",
            "discount", "invoice", "budget", "paid", "preis", "betrag", "montant", "prix")
    }

    private static func describe(_ format: NumberFormat) -> String {
        var words: [String] = []
        if format.decimal == "," { words.append("with a decimal comma") }
        if let thousands = format.thousands {
            let sign = thousands == " " ? "a space" : "'\(thousands)'"
            words.append("with \(sign) between thousands")
        }
        if !format.affixes.isEmpty { words.append("with its unit beside it") }
        if format.parentheses { words.append("negative in parentheses") }
        return words.joined(separator: " and ")
    }

    private static func isScientific(_ value: String) -> Bool {
        value.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
            && Double(value)?.isFinite == true
    }

    private static func hasFraction(_ value: String, _ format: NumberFormat) -> Bool { fraction(value, format) > 0 }

    private static func fraction(_ value: String, _ format: NumberFormat) -> Int {
        guard let number = NumberForms.Parts(value)?.number, let point = number.lastIndex(of: format.decimal) else {
            return 0
        }
        return number.distance(from: point, to: number.endIndex) - 1
    }

    // MARK: Others

    private func moment(_ values: [String], _ sample: ColumnSample) -> TypeGuess? {
        MomentJudge(dayFirst: hints.dayFirst).judge(values, consecutive: min(sample.consecutive, values.count))
    }

    private func clock(_ values: [String]) -> TypeGuess? {
        var hours = 0
        for value in values {
            let parts = value.split(separator: ":", omittingEmptySubsequences: false)
            guard (2...3).contains(parts.count), (1...3).contains(parts[0].count), let hour = Int(parts[0]), hour >= 0,
                parts.dropFirst().allSatisfy({ $0.prefix(2).count == 2 && (Int($0.prefix(2)).map { $0 < 60 } ?? false) }
                ),
                parts.dropFirst().dropLast().allSatisfy({ $0.count == 2 })
            else { return nil }
            hours = max(hours, hour)
        }
        if hours < 24 {
            return TypeGuess(
                type: .text, reading: .clock, reason: "every value is a time of day, kept as it is written")
        }
        return TypeGuess(
            type: .text, reading: .serviceClock,
            reason: "times pass 24:00:00 (hours up to \(hours)): a service day's time, which no time of day can hold")
    }

    private func document(_ values: [String]) -> TypeGuess? {
        guard
            values.allSatisfy({ ($0.hasPrefix("{") && $0.hasSuffix("}")) || ($0.hasPrefix("[") && $0.hasSuffix("]")) })
        else {
            return nil
        }
        return TypeGuess(type: .json, reading: .plain, reason: "every value is a JSON document")
    }

    /// Why a column is text: that it is, or that it nearly is something else.
    private func mixture(_ values: [String]) -> String {
        let kinds: [(String, (String) -> Bool)] = [
            ("a number", { NumberForms.match([$0]) != nil }), ("a date", { MomentForms.read($0) != nil }),
        ]
        for (word, isOfKind) in kinds {
            let others = values.count { !isOfKind($0) }
            if others * 2 < values.count {
                return others == 0
                    ? "every value is \(word), but not in one form"
                    : "\(others) of \(values.count) sampled values are not \(word): text keeps them all"
            }
        }
        return "its values are texts"
    }
}

extension String {
    /// Without spaces at its ends.
    var trimmedSpaces: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        return first <= 0x20 || last <= 0x20 || first >= 0x80 || last >= 0x80
            ? trimmingCharacters(in: .whitespacesAndNewlines) : self
    }
}
