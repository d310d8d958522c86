import CSV
import Warehouse

/// Writes trips as rows of the feed, in the columns of their month.
struct TripCSV {
    private let month: SampleMonth
    private let isQuoted: Bool
    private var csv: CSVWriter
    private var digits: [UInt8] = []
    private static let names = SampleStations.all.map { Array($0.name.utf8) }
    private static let ids = SampleStations.all.map { Array($0.id.utf8) }
    private static let legacyIDs = SampleStations.all.map { Array($0.legacyID.utf8) }

    /// Old files and those of odd months quote their texts; the latter have milliseconds too.
    init(month: SampleMonth) {
        self.month = month
        isQuoted = month.isPrecise
        csv = CSVWriter(dialect: CSVDialect(quoting: isQuoted ? .texts : .needed))
        csv.row(header)
    }

    /// How many rows there are below the header.
    var rows: Int { csv.rows - 1 }

    /// The whole file.
    mutating func finish() -> [UInt8] { csv.takeBytes() }

    mutating func add(_ trip: SampleTrip) { if month.isLegacy { addLegacy(trip) } else { addModern(trip) } }

    private var header: [String] {
        if !month.isLegacy {
            return [
                "ride_id", "rideable_type", "started_at", "ended_at", "start_station_name", "start_station_id",
                "end_station_name", "end_station_id", "start_lat", "start_lng", "end_lat", "end_lng", "member_casual",
            ]
        }
        if month.month % 2 == 1 {
            return [
                "tripduration", "starttime", "stoptime", "start station id", "start station name",
                "start station latitude", "start station longitude", "end station id", "end station name",
                "end station latitude", "end station longitude", "bikeid", "usertype", "birth year", "gender",
            ]
        }
        return [
            "Trip Duration", "Start Time", "Stop Time", "Start Station ID", "Start Station Name",
            "Start Station Latitude", "Start Station Longitude", "End Station ID", "End Station Name",
            "End Station Latitude", "End Station Longitude", "Bike ID", "User Type", "Birth Year", "Gender",
        ]
    }

    private mutating func addModern(_ trip: SampleTrip) {
        hexadecimal(trip.rideID)
        csv.field(trip.bike.rawValue)
        time(trip.start, fraction: isQuoted ? 3 : 0)
        time(trip.end, fraction: isQuoted ? 3 : 0)
        station(trip.from)
        station(trip.to)
        coordinates(trip.from)
        coordinates(trip.to)
        csv.field(trip.isMember ? "member" : "casual")
        csv.endRow()
    }

    private mutating func addLegacy(_ trip: SampleTrip) {
        let seconds = Int((trip.end - trip.start) / 1000)
        csv.field(seconds < 0 ? seconds + 3600 : seconds)
        time(trip.start, fraction: 4)
        time(trip.end, fraction: 4)
        for place in [trip.from, trip.to] {
            if case .station(let index, _, _) = place {
                csv.field(number: Self.legacyIDs[index])
                csv.field(utf8: Self.names[index])
                coordinate(SampleStations.all[index].latitude)
                coordinate(SampleStations.all[index].longitude)
            }
        }
        csv.field(trip.bikeID)
        csv.field(trip.isMember ? "Subscriber" : "Customer")
        csv.field(trip.birthYear)
        csv.field(trip.gender)
        csv.endRow()
    }

    private mutating func station(_ place: SampleTrip.Place) {
        if case .station(let index, _, _) = place {
            csv.field(utf8: Self.names[index])
            csv.field(utf8: Self.ids[index])
        } else {
            csv.field(nil as String?)
            csv.field(nil as String?)
        }
    }

    private mutating func coordinates(_ place: SampleTrip.Place) {
        switch place {
        case .station(let index, let latitudeOff, let longitudeOff):
            coordinate(SampleStations.all[index].latitude + latitudeOff)
            coordinate(SampleStations.all[index].longitude + longitudeOff)
        case .street(let index):
            coordinate(SampleStations.all[index].latitude / 10_000 * 10_000)
            coordinate(SampleStations.all[index].longitude / 10_000 * 10_000)
        case .nowhere:
            csv.field(nil as String?)
            csv.field(nil as String?)
        }
    }

    private mutating func hexadecimal(_ number: UInt64) {
        digits.removeAll(keepingCapacity: true)
        for shift in stride(from: 60, through: 0, by: -4) {
            let nibble = UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 15
            digits.append(nibble < 10 ? 0x30 + nibble : 0x37 + nibble)
        }
        csv.field(utf8: digits)
    }

    /// Millionths of a degree as degrees with six decimals.
    private mutating func coordinate(_ millionths: Int) {
        digits.removeAll(keepingCapacity: true)
        if millionths < 0 { digits.append(UInt8(ascii: "-")) }
        let size = abs(millionths)
        put(size / 1_000_000, width: 2)
        digits.append(UInt8(ascii: "."))
        put(size % 1_000_000, width: 6)
        csv.field(number: digits)
    }

    /// A moment as `YYYY-MM-DD HH:MM:SS` with this many digits behind the point.
    private mutating func time(_ milliseconds: Int64, fraction: Int) {
        digits.removeAll(keepingCapacity: true)
        let days = milliseconds / 86_400_000
        let (year, month, day) = CalendarDay(daysSinceEpoch: Int32(days)).components
        let rest = Int(milliseconds % 86_400_000)
        let separators: [UInt8] = Array("-- ::".utf8)
        let parts = [year, month, day, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60]
        for (index, part) in parts.enumerated() {
            put(part, width: index == 0 ? 4 : 2)
            if index < separators.count { digits.append(separators[index]) }
        }
        if fraction > 0 {
            digits.append(UInt8(ascii: "."))
            put(rest % 1000, width: 3)
            if fraction == 4 { digits.append(0x30) }
        }
        csv.field(utf8: digits)
    }

    private mutating func put(_ number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            digits.append(0x30 + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
