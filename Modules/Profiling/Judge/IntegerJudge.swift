import Foundation
import Warehouse

/// Judges whole numbers: codes with leading zeros, what 64 bits cannot hold, counts of seconds, days written as numbers.
struct IntegerJudge {
    let sample: ColumnSample

    private var words: NameWords { sample.words }

    /// A guess for values that are digits with at most a sign before them; nil for others.
    func judge(_ values: [String]) -> TypeGuess? {
        guard values.allSatisfy(Self.isWhole) else { return nil }
        let zeros = values.count { Self.hasLeadingZero($0) }
        if zeros > 0 {
            return compactMoment(values)
                ?? .text(
                    because:
                        "\(zeros) of \(values.count) sampled values begin with 0: codes, which a number would shorten")
        }
        if isCode { return .text(because: "its name says that it is a code, not a quantity") }
        if let wide = wide(values) { return wide }
        let numbers = values.compactMap { Int64($0) }
        if let moment = epoch(numbers) ?? compactMoment(values) ?? spreadsheetDays(numbers) { return moment }
        let isSpelled = values.contains { $0.hasPrefix("+") }
        return TypeGuess(
            type: .integer, reading: isSpelled ? .number(NumberFormat()) : .plain,
            reason: "every value is a whole number")
    }

    static func isWhole(_ value: String) -> Bool {
        var digits = Substring(value).utf8
        if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            digits = digits.dropFirst()
        }
        return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    static func hasLeadingZero(_ value: String) -> Bool {
        let digits = value.drop { "+-".contains($0) }
        return digits.count > 1 && digits.first == "0"
    }

    /// Names of numbers that are written with digits and never counted with.
    private var isCode: Bool {
        if words.has(
            "zip", "zipcode", "postcode", "postal", "postalcode", "plz", "phone", "telephone", "mobile", "fax", "fips")
        {
            return true
        }
        return words.has("isbn", "ean", "gtin", "upc", "iban", "bic", "ssn", "vat", "imei", "isin", "cusip", "barcode")
    }

    private func wide(_ values: [String]) -> TypeGuess? {
        let beyond = values.count { Int64($0) == nil }
        guard beyond > 0 else { return nil }
        let digits = values.map { $0.drop { "+-".contains($0) }.count }
        let longest = digits.max() ?? 0
        let isName =
            Set(values).count * 10 > values.count * 9 || words.last == "id" || words.has("hash", "key", "number")
        if isName || longest > 38 {
            return .text(
                because: "numbers of up to \(longest) digits do not fit 64 bits and name things: text keeps every digit"
            )
        }
        return TypeGuess(
            type: .decimal(precision: 38, scale: 0), reading: .plain,
            reason: "whole numbers of up to \(longest) digits do not fit 64 bits")
    }

    // MARK: Moments that are numbers

    private var saysMoment: Bool {
        words.has(
            "time", "timestamp", "ts", "date", "datetime", "epoch", "unix", "created", "updated", "modified", "at")
            || words.last.map { $0.hasSuffix("time") || $0.hasSuffix("date") } == true
    }

    /// The years from 1990 to 2100 in seconds: the same digits at other scales are milliseconds and microseconds.
    private static let epochSeconds: ClosedRange<Int64> = 631_152_000...4_102_444_800

    private func epoch(_ numbers: [Int64]) -> TypeGuess? {
        for (unit, factor) in [
            (Reading.EpochUnit.seconds, Int64(1)), (.milliseconds, 1000), (.microseconds, 1_000_000),
        ] {
            let range = Self.epochSeconds.lowerBound * factor...Self.epochSeconds.upperBound * factor
            guard numbers.allSatisfy(range.contains) else { continue }
            // Ten digits can be a telephone's; without a name the numbers must come in order, as a clock gives them.
            guard saysMoment || (isRising(numbers) && !isIdentifier) else { return nil }
            let why = saysMoment ? "its name says when" : "they rise as a clock does"
            return TypeGuess(
                type: .timestamp, reading: .epoch(unit),
                reason: "numbers that count \(unit.rawValue) since 1970, from 1990 to 2100, and \(why)",
                others: [.plain])
        }
        return nil
    }

    private var isIdentifier: Bool { words.has("id", "key", "number", "no", "nr", "code", "phone") }

    private func isRising(_ numbers: [Int64]) -> Bool {
        let first = numbers.prefix(sample.consecutive)
        return first.count > 10 && zip(first, first.dropFirst()).allSatisfy { $0 <= $1 } && Set(first).count > 5
    }

    /// `20240131`, and with a time `20240131235900`.
    private func compactMoment(_ values: [String]) -> TypeGuess? {
        let lengths = Set(values.map(\.utf8.count))
        guard lengths == [8] || lengths == [14], saysMoment || words.has("day", "dt", "ymd", "tag", "fecha", "jour")
        else { return nil }
        let isDay = lengths == [8]
        let days = values.compactMap { value -> CalendarDay? in
            let digits = Array(value)
            guard let year = Int(String(digits[0..<4])), let month = Int(String(digits[4..<6])),
                let day = Int(String(digits[6..<8])), (1800...2200).contains(year)
            else { return nil }
            return CalendarDay(year: year, month: month, day: day)
        }
        guard days.count == values.count else { return nil }
        return TypeGuess(
            type: isDay ? .day : .timestamp, reading: .moment(formats: [isDay ? "%Y%m%d" : "%Y%m%d%H%M%S"]),
            reason: "\(isDay ? "eight" : "fourteen") digits that are a day of the calendar under a name that says when",
            others: [.plain])
    }

    private func spreadsheetDays(_ numbers: [Int64]) -> TypeGuess? {
        guard words.has("date", "datum", "fecha") || words.last?.hasSuffix("date") == true,
            numbers.allSatisfy({ (20_000...80_000).contains($0) })
        else { return nil }
        return TypeGuess(
            type: .day, reading: .spreadsheetDays,
            reason: "numbers that count days as spreadsheets do, under a name that says date", others: [.plain])
    }
}
