import Diagnostics

/// What sample is wanted.
public struct SampleOptions: Sendable, Hashable {
    /// How many months.
    public let months: Int
    /// How many distinct trips in all months together.
    public let trips: Int
    /// What decides every draw: the same seed, the same files.
    public let seed: UInt64
    /// The first month.
    public let firstMonth: SampleMonth

    /// The first month unless another is asked for: January 2021, the last one in the old columns.
    public static let defaultFirstMonth = SampleMonth(year: 2021, month: 1)

    /// Options; throws when they ask for fewer than one month or 20 trips a month, or for more than 120 months.
    public init(months: Int = 3, trips: Int = 100_000, seed: UInt64 = 7, firstMonth: SampleMonth? = nil) throws {
        guard (1...120).contains(months) else { throw WeirError.badMonths(months) }
        guard trips >= months * 20, trips <= 100_000_000 else { throw WeirError.badTrips(trips, months: months) }
        guard let firstMonth = firstMonth ?? Self.defaultFirstMonth else { throw WeirError.badMonths(months) }
        (self.months, self.trips, self.seed, self.firstMonth) = (months, trips, seed, firstMonth)
    }

    /// The months in order.
    public var allMonths: [SampleMonth] { (0..<months).map { firstMonth.adding(months: $0) } }
}
