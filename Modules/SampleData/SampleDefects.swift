/// What is wrong with the real files, planted into invented ones: how many of each.
public struct SampleDefects: Sendable, Hashable {
    /// Trips that end before they begin.
    public internal(set) var negativeDurations = 0
    /// Trips that end more than a month after they begin.
    public internal(set) var endsMonthsLater = 0
    /// Trips without a station at their start.
    public internal(set) var missingStartStations = 0
    /// Trips without a station at their end, half of them without coordinates too.
    public internal(set) var missingEndStations = 0
    /// Rows that repeat another row of the same or of another file.
    public internal(set) var duplicateRows = 0

    static func + (left: SampleDefects, right: SampleDefects) -> SampleDefects {
        var sum = left
        sum.negativeDurations += right.negativeDurations
        sum.endsMonthsLater += right.endsMonthsLater
        sum.missingStartStations += right.missingStartStations
        sum.missingEndStations += right.missingEndStations
        sum.duplicateRows += right.duplicateRows
        return sum
    }

    /// Plants defects into different trips of one month and counts them.
    static func plant(into trips: inout [SampleTrip], isLegacy: Bool, _ random: inout SeededGenerator) -> SampleDefects
    {
        var defects = SampleDefects()
        var free = Picker(count: trips.count)
        for index in free.take(share(of: trips.count, 4000, least: 2), &random) {
            plantNegative(into: &trips[index], isLegacy: isLegacy, &random)
            defects.negativeDurations += 1
        }
        for index in free.take(share(of: trips.count, 20_000, least: 2), &random) {
            trips[index].end = trips[index].start + Int64(40 + random.below(60)) * 86_400_000
            defects.endsMonthsLater += 1
        }
        if isLegacy { return defects }
        for index in free.take(share(of: trips.count, 1200, least: 1), &random) {
            trips[index].from = lost(trips[index].from)
            defects.missingStartStations += 1
        }
        for index in free.take(share(of: trips.count, 250, least: 2), &random) {
            trips[index].to = defects.missingEndStations % 2 == 0 ? .nowhere : lost(trips[index].to)
            defects.missingEndStations += 1
        }
        return defects
    }

    /// One trip in `every`, but at least `least`, and never more than a twentieth.
    static func share(of count: Int, _ every: Int, least: Int) -> Int { min(count / 20, max(least, count / every)) }

    /// Before 2021 a clock that was set back made the end an hour too early; since then the end is simply wrong.
    private static func plantNegative(into trip: inout SampleTrip, isLegacy: Bool, _ random: inout SeededGenerator) {
        trip.end = trip.start - Int64(1 + random.below(isLegacy ? 2400 : 1200)) * 1000
    }

    private static func lost(_ place: SampleTrip.Place) -> SampleTrip.Place {
        if case .station(let index, _, _) = place { .street(index) } else { place }
    }
}

/// Gives out indices at random, none twice.
private struct Picker {
    private let count: Int
    private var taken: Set<Int> = []

    init(count: Int) { self.count = count }

    mutating func take(_ wanted: Int, _ random: inout SeededGenerator) -> [Int] {
        var result: [Int] = []
        while result.count < wanted, taken.count < count {
            let index = random.below(count)
            if taken.insert(index).inserted { result.append(index) }
        }
        return result
    }
}
