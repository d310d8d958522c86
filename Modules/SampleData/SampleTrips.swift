import Warehouse

/// Makes the trips of one month.
struct SampleTrips {
    private let month: SampleMonth
    private var random: SeededGenerator
    private let rideBase: UInt64
    private var legacyKeys: Set<Int64> = []

    private static let home = Weights(SampleStations.all.map(\.home))
    private static let work = Weights(SampleStations.all.map(\.work))
    private static let leisure = Weights(SampleStations.all.map(\.leisure))
    private static let mixed = Weights(SampleStations.all.map { $0.home + $0.work + $0.leisure })

    init(month: SampleMonth, seed: UInt64) {
        self.month = month
        let stream = UInt64(month.year * 100 + month.month)
        random = SeededGenerator(seed: seed, stream: stream)
        rideBase = SeededGenerator.mix(seed) &+ stream << 40
    }

    /// `count` trips in the order of their start, spread as the demand of the month's hours is.
    mutating func make(_ count: Int, demand: SampleDemand, hours: Range<Int>) -> [SampleTrip] {
        var trips: [SampleTrip] = []
        trips.reserveCapacity(count)
        let before = hours.lowerBound == 0 ? 0 : demand.cumulative[hours.lowerBound - 1]
        let span = demand.cumulative[hours.upperBound - 1] - before
        var place = hours.lowerBound
        for index in 0..<count {
            let position = before + (Double(index) + random.unit()) / Double(count) * span
            while place < hours.upperBound - 1, demand.cumulative[place] <= position { place += 1 }
            let hour = demand.hours[place]
            let share = max(0, 1 - (demand.cumulative[place] - position) / hour.total)
            trips.append(trip(index, in: hour, share: min(share, 0.999_999)))
        }
        return trips
    }

    private mutating func trip(_ index: Int, in hour: SampleDemand.Hour, share: Double) -> SampleTrip {
        let isMember = random.unit() * hour.total < hour.members
        let (from, to) = stations(isMember: isMember, hour)
        let bike: SampleTrip.Bike =
            random.chance(isMember ? 0.30 : 0.38) ? .electric : isMember || random.chance(0.8) ? .classic : .docked
        var start = Int64(hour.day.daysSinceEpoch) * 86_400_000 + Int64(hour.hour) * 3_600_000
        start += Int64(share * 3_600_000)
        if hour.hour == 2, Self.skipsAnHour(hour.day) { start += 3_600_000 }
        // Where a file has whole seconds the trip has them too: the next file may repeat it, with more digits.
        let grain: Int64 = month.isPrecise ? 1 : 1000
        start -= start % grain
        let bikeID = unusedBike(at: start)
        let length = duration(from: from, to: to, isMember: isMember, bike: bike) * 1000 + Int64(random.below(1000))
        let birthYear = isMember ? 2003 - random.below(45) : random.chance(0.6) ? 1969 : 2003 - random.below(40)
        let gender = birthYear == 1969 && !isMember ? 0 : 1 + (random.chance(0.33) ? 1 : 0)
        return SampleTrip(
            rideID: SeededGenerator.mix(rideBase &+ UInt64(index)), bikeID: bikeID, bike: bike, start: start,
            end: start + length - length % grain, from: spot(from, bike), to: spot(to, bike),
            isMember: isMember, birthYear: birthYear, gender: gender)
    }

    /// Members go to work in the morning and home in the evening; the others ride for pleasure.
    private mutating func stations(isMember: Bool, _ hour: SampleDemand.Hour) -> (from: Int, to: Int) {
        let isWorkday = hour.day.weekday <= 5
        let tables: (Weights, Weights) =
            switch (isMember, isWorkday, hour.hour) {
            case (true, true, 5...10): (Self.home, Self.work)
            case (true, true, 15...20): (Self.work, Self.home)
            case (true, _, _): (Self.mixed, Self.mixed)
            case (false, _, _): (Self.leisure, Self.leisure)
            }
        let from = tables.0.draw(&random)
        if !isMember, random.chance(0.09) { return (from, from) }
        // Of five places that somebody may want the nearest one: most trips are short.
        let wanted = (0..<5).map { _ in tables.1.draw(&random) }.filter { $0 != from }
        return (from, wanted.min { Self.metres(from, $0) < Self.metres(from, $1) } ?? from)
    }

    private mutating func duration(from: Int, to: Int, isMember: Bool, bike: SampleTrip.Bike) -> Int64 {
        if from == to { return Int64(420 + random.below(3000)) }
        let metresPerSecond = bike == .electric ? 4.6 : isMember ? 3.9 : 3.1
        let detour = 1.15 + random.unit() * (isMember ? 0.4 : 1.2)
        let pause = isMember ? 45 + random.below(150) : 90 + random.below(420)
        return max(61, Int64(Self.metres(from, to) * detour / metresPerSecond) + Int64(pause))
    }

    /// A docked bike is where its station is; an electric one says where it stands itself.
    private mutating func spot(_ station: Int, _ bike: SampleTrip.Bike) -> SampleTrip.Place {
        guard bike == .electric else { return .station(station, latitudeOff: 0, longitudeOff: 0) }
        return .station(station, latitudeOff: random.below(181) - 90, longitudeOff: random.below(181) - 90)
    }

    /// A bike that no other trip of the month took in the same millisecond: together they are a legacy trip's key.
    private mutating func unusedBike(at start: Int64) -> Int {
        while true {
            let bike = 14_500 + random.below(12_000)
            if !month.isLegacy || legacyKeys.insert(start << 16 | Int64(bike)).inserted { return bike }
        }
    }

    /// Metres between two stations as the crow flies, on a flat New York.
    static func metres(_ from: Int, _ to: Int) -> Double {
        let (one, other) = (SampleStations.all[from], SampleStations.all[to])
        let north = Double(one.latitude - other.latitude) * 0.111_32
        let east = Double(one.longitude - other.longitude) * 0.084_35
        return (north * north + east * east).squareRoot()
    }

    /// Whether clocks go from 2 to 3 on this day: the second Sunday of March.
    static func skipsAnHour(_ day: CalendarDay) -> Bool {
        let parts = day.components
        return parts.month == 3 && day.weekday == 7 && (8...14).contains(parts.day)
    }
}

/// A table to draw indices from, each as often as its weight says.
private struct Weights: Sendable {
    private let cumulative: [Double]

    init(_ weights: [Double]) {
        var sum = 0.0
        cumulative = weights.map { weight in
            sum += weight
            return sum
        }
    }

    func draw(_ random: inout SeededGenerator) -> Int {
        let wanted = random.unit() * (cumulative.last ?? 0)
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
