/// The trips of one month with what is wrong with them.
struct TripBatch: Sendable {
    let trips: [SampleTrip]
    let defects: SampleDefects
    /// Trips, by index, whose row stands in the file twice.
    private let repeated: [Int]

    init(_ month: SampleMonth, _ count: Int, demand: SampleDemand, hours: Range<Int>, seed: UInt64) {
        var maker = SampleTrips(month: month, seed: seed)
        var trips = maker.make(count, demand: demand, hours: hours)
        var random = SeededGenerator(seed: seed, stream: UInt64(month.year * 100 + month.month) + 1_000_000)
        defects = SampleDefects.plant(into: &trips, isLegacy: month.isLegacy, &random)
        repeated =
            count == 0 ? [] : (0..<SampleDefects.share(of: count, 1000, least: 2)).map { _ in random.below(count) }
        self.trips = trips
    }

    /// The last trips, which stand at the beginning of the next month's file too.
    var tail: [SampleTrip] { Array(trips.suffix(SampleDefects.share(of: trips.count, 2000, least: 2))) }

    /// The rows of each CSV: one in old files, one in February 2021, two since then, which share some rows.
    func parts(repeating before: [SampleTrip], month: SampleMonth) -> [[SampleTrip]] {
        let again = repeated.map { trips[$0] }
        let isWhole = month.isLegacy || month == SampleMonth(year: 2021, month: 2)
        if isWhole { return [before + trips + again] }
        let middle = trips.count / 2
        let shared = trips[..<middle].suffix(SampleDefects.share(of: trips.count, 2000, least: 2))
        return [before + trips[..<middle] + again, Array(shared + trips[middle...])]
    }
}
