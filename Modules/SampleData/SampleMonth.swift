import Warehouse

/// A month of a year.
public struct SampleMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The year, 2013 to 2099.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int

    /// A month; nil outside of 1 to 12 or of 2013 to 2099.
    public init?(year: Int, month: Int) {
        guard (1...12).contains(month), (2013...2099).contains(year) else { return nil }
        (self.year, self.month) = (year, month)
    }

    /// A month written as `YYYY-MM`; nil when the text is none.
    public init?(_ text: String) {
        guard let day = CalendarDay(text + "-01") else { return nil }
        self.init(year: day.components.year, month: day.components.month)
    }

    private init(index: Int) { (year, month) = (index / 12, index % 12 + 1) }

    private var index: Int { year * 12 + month - 1 }

    /// The month this many months later.
    func adding(months: Int) -> SampleMonth { SampleMonth(index: index + months) }

    /// Its days in order.
    var days: [CalendarDay] {
        let count = CalendarDay.days(inMonth: month, year: year)
        guard let first = CalendarDay(year: year, month: month, day: 1) else { return [] }
        return (0..<count).map { first.adding(days: $0) }
    }

    /// `YYYYMM`, as in the feed's file names.
    var compact: String { description.replacing("-", with: "") }

    /// Whether its file has the 15 columns that the feed had before February 2021.
    public var isLegacy: Bool { index < 2021 * 12 + 1 }

    /// Whether its file has milliseconds and quoted texts, as old files and those of odd months here.
    var isPrecise: Bool { isLegacy || month % 2 == 1 }

    public static func < (left: SampleMonth, right: SampleMonth) -> Bool { left.index < right.index }

    public var description: String { "\(year)-" + (month < 10 ? "0" : "") + "\(month)" }
}
