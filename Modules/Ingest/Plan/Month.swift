import Warehouse

/// A month of a year.
public struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The year.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int

    /// A month; nil when there is no such one.
    public init?(year: Int, month: Int) {
        guard (1...12).contains(month), (1...9999).contains(year) else { return nil }
        (self.year, self.month) = (year, month)
    }

    /// A month written as `YYYY-MM`; nil when the text is no such month.
    public init?(_ text: some StringProtocol) {
        guard let day = CalendarDay("\(text)-01") else { return nil }
        self.init(of: day)
    }

    /// The month of a day.
    public init(of day: CalendarDay) {
        let parts = day.components
        (year, month) = (parts.year, parts.month)
    }

    /// The month that follows.
    public var next: Month { Month(of: firstDay.adding(days: 31)) }

    /// Its first day.
    public var firstDay: CalendarDay {
        CalendarDay(year: year, month: month, day: 1) ?? CalendarDay(daysSinceEpoch: 0)
    }

    /// Its last day.
    public var lastDay: CalendarDay { next.firstDay.adding(days: -1) }

    /// The months from one to another, both included.
    static func months(from first: Month, through last: Month) -> [Month] {
        var months: [Month] = []
        var month = first
        while month <= last {
            months.append(month)
            month = month.next
        }
        return months
    }

    public static func < (left: Month, right: Month) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    public var description: String { String(firstDay.description.prefix(7)) }
}
