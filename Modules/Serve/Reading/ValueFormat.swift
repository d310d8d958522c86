import Foundation
import Warehouse

/// How a value is written for people.
enum ValueFormat: String, Sendable, CaseIterable {
    /// By the value's type.
    case auto
    /// In groups of three digits, without a fraction.
    case integer
    /// In groups of three digits, with up to two decimals.
    case number
    /// 1,234,567 as 1.23M.
    case short
    /// 0.4213 as 42.1 %.
    case percent
    /// Seconds as 1 h 05 min, 2 min 10 s or 0.35 s.
    case duration
    /// A day, or the day of a moment, as 5 May 2024.
    case day
    /// A moment as 5 May 2024, 06:30.
    case time
    /// A word with a coloured dot: succeeded, failed, running.
    case status
    /// As it is, in letters of one width.
    case code

    /// Whether values stand at the right edge of a column.
    var isNumeric: Bool { [.integer, .number, .short, .percent, .duration].contains(self) }

    /// The value as text; null is a dash.
    func text(_ value: Value) -> String {
        if value.isNull { return "–" }
        switch self {
        case .auto: return Self.auto(value)
        case .integer: return value.double.map { Self.grouped($0, decimals: 0) } ?? value.description
        case .number: return value.double.map { Self.trimmed($0) } ?? value.description
        case .short: return value.double.map(Self.short) ?? value.description
        case .percent: return value.double.map { Self.grouped($0 * 100, decimals: 1) + " %" } ?? value.description
        case .duration: return value.double.map(Self.duration) ?? value.description
        case .day: return Self.moment(value).map { Self.day($0.day) } ?? value.description
        case .time: return Self.moment(value).map(Self.time) ?? value.description
        case .status, .code: return value.description
        }
    }

    private static func auto(_ value: Value) -> String {
        switch value {
        case .integer(let number): grouped(Double(number), decimals: 0)
        case .double, .decimal: value.double.map { trimmed($0) } ?? value.description
        case .boolean(let isTrue): isTrue ? "yes" : "no"
        case .day(let day): self.day(day)
        case .timestamp(let moment): time(moment)
        default: value.description
        }
    }

    /// A moment, also when an engine gives it as text.
    private static func moment(_ value: Value) -> Timestamp? {
        value.timestamp ?? value.day.flatMap { Timestamp("\($0) 00:00:00") }
            ?? value.text.flatMap { Timestamp($0) ?? Timestamp("\($0) 00:00:00") }
    }

    /// A number in groups of three digits with a fixed count of decimals; half is rounded away from zero.
    static func grouped(_ number: Double, decimals: Int) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return "\(number)" }
        let text = String(format: "%.\(decimals)f", abs(number))
        let parts = text.split(separator: ".")
        let digits = Array(parts[0])
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        let isZero = !text.contains { $0 != "0" && $0 != "." }
        return (number < 0 && !isZero ? "−" : "") + grouped + (parts.count > 1 ? "." + parts[1] : "")
    }

    private static func trimmed(_ number: Double) -> String {
        var text = grouped(number, decimals: 2)
        while text.contains("."), text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    private static func short(_ number: Double) -> String {
        for (limit, divisor, unit) in [(1e9, 1e9, "B"), (1e6, 1e6, "M"), (1e4, 1e3, "k")] where abs(number) >= limit {
            return trimmed((number / divisor * 100).rounded() / 100) + unit
        }
        return trimmed(number)
    }

    private static func duration(_ seconds: Double) -> String {
        if seconds < 60 { return trimmed(seconds) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    static func day(_ day: CalendarDay) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = day.components
        return "\(parts.day) \(names[parts.month - 1]) \(parts.year)"
    }

    private static func time(_ moment: Timestamp) -> String {
        let minutes = moment.microsecondsOfDay / 60_000_000
        let clock = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(day(moment.day)), \(clock)"
    }
}
