/// One invented trip.
struct SampleTrip: Sendable {
    /// Where a trip began or ended.
    enum Place: Sendable {
        /// At a station, its coordinates this many millionths of a degree off.
        case station(Int, latitudeOff: Int, longitudeOff: Int)
        /// On the street near a station: no name, coordinates with two decimals.
        case street(Int)
        /// Nobody knows.
        case nowhere
    }

    /// What kind of bike it was.
    enum Bike: String, Sendable {
        case classic = "classic_bike"
        case electric = "electric_bike"
        case docked = "docked_bike"
    }

    var rideID: UInt64
    var bikeID: Int
    var bike: Bike
    /// Milliseconds since 1970-01-01 00:00:00 of New York's wall clock.
    var start: Int64
    /// Milliseconds since 1970-01-01 00:00:00 of New York's wall clock.
    var end: Int64
    var from: Place
    var to: Place
    var isMember: Bool
    var birthYear: Int
    /// 0 unknown, 1 male, 2 female.
    var gender: Int
}
