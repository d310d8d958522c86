import Foundation

/// The name of a run: `20261126-174500-ab12`, its start in UTC and four random signs; ids sort by time.
public struct RunID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The name as text.
    public let text: String

    /// An id that was read from somewhere.
    public init(_ text: String) { self.text = text }

    /// The id of a run that starts at `start`; `suffix` tells runs of one second apart.
    public init(start: Date, suffix: String) {
        let style = Date.VerbatimFormatStyle(
            format: """
                \(year: .padded(4))\(month: .twoDigits)\(day: .twoDigits)-\
                \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)
                """,
            locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))
        text = style.format(start) + "-" + suffix
    }

    /// Four random signs out of letters and digits that nobody mistakes for each other.
    public static func randomSuffix() -> String {
        let signs = Array("abcdefghjkmnpqrstuvwxyz23456789")
        return String((0..<4).map { _ in signs.randomElement() ?? "a" })
    }

    public static func < (left: RunID, right: RunID) -> Bool { left.text < right.text }

    public var description: String { text }
}
