import Foundation

/// A moment on a wall clock, without a zone, to the microsecond: what SQL calls `timestamp`.
///
/// For a moment in UTC the same fields hold UTC.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01 00:00:00.
    public let microsecondsSinceEpoch: Int64

    /// The moment that many microseconds after 1970-01-01 00:00:00.
    public init(microsecondsSinceEpoch: Int64) { self.microsecondsSinceEpoch = microsecondsSinceEpoch }

    /// The moment in UTC, cut to microseconds.
    public init(_ date: Date) {
        microsecondsSinceEpoch = Int64((date.timeIntervalSince1970 * 1_000_000).rounded(.down))
    }

    /// The moment written as `YYYY-MM-DD HH:MM[:SS[.ffffff]]`, with a space or a `T`; nil when the text is no such moment.
    public init?(_ text: some StringProtocol) {
        guard let day = CalendarDay(text.prefix(10)) else { return nil }
        let rest = text.dropFirst(10)
        guard let separator = rest.first, separator == " " || separator == "T" else { return nil }
        let parts = rest.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].count == 2, parts[1].count == 2,
            let hour = UInt8(parts[0]), hour < 24, let minute = UInt8(parts[1]), minute < 60,
            let micros = Self.microseconds(ofSeconds: parts.count == 3 ? parts[2] : "00")
        else { return nil }
        microsecondsSinceEpoch =
            (Int64(day.daysSinceEpoch) * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60) * 1_000_000 + micros
    }

    private static func microseconds(ofSeconds text: some StringProtocol) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].count == 2, let seconds = UInt8(parts[0]), seconds < 60 else { return nil }
        guard parts.count == 2 else { return Int64(seconds) * 1_000_000 }
        guard (1...9).contains(parts[1].count), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let fraction = parts[1].prefix(6)
        let digits = fraction + String(repeating: "0", count: 6 - fraction.count)
        return Int64(digits).map { Int64(seconds) * 1_000_000 + $0 }
    }

    /// The day of the moment.
    public var day: CalendarDay {
        CalendarDay(
            daysSinceEpoch: Int32(truncatingIfNeeded: (microsecondsSinceEpoch - microsecondsOfDay) / 86_400_000_000))
    }

    /// Microseconds since midnight.
    public var microsecondsOfDay: Int64 {
        let rest = microsecondsSinceEpoch % 86_400_000_000
        return rest < 0 ? rest + 86_400_000_000 : rest
    }

    /// The moment as a `Date`, its fields read as UTC.
    public var date: Date { Date(timeIntervalSince1970: Double(microsecondsSinceEpoch) / 1_000_000) }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
    }

    /// `YYYY-MM-DD HH:MM:SS`, with six digits of fraction unless they are zero.
    public var description: String {
        let seconds = microsecondsOfDay / 1_000_000
        let fraction = microsecondsOfDay % 1_000_000
        let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { zeroPadded($0, 2) }.joined(separator: ":")
        return "\(day) \(time)" + (fraction == 0 ? "" : "." + zeroPadded(fraction, 6))
    }
}
