import Diagnostics
import Foundation
import Warehouse

/// The variable `WEIR_NOW`: a moment at which the program's clock stands, instead of the machine's time.
///
/// The functions of an engine, such as `current_date`, go on to tell the machine's time.
enum ClockSetting {
    /// The variable's name.
    static let variable = "WEIR_NOW"

    /// A clock that stands at the moment in the variable; `machine` where it is not set.
    ///
    /// Throws `weir.bad_now` for what is no moment in UTC.
    static func clock(
        _ environment: [String: String], machine: any WallClock = SystemWallClock()
    ) throws -> any WallClock {
        try moment(environment).map(StandingClock.init) ?? machine
    }

    /// The moment in the variable; nil where it is not set.
    static func moment(_ environment: [String: String]) throws -> Date? {
        guard let text = environment[variable], !text.isEmpty else { return nil }
        guard text.hasSuffix("Z"), let moment = Timestamp(text.dropLast()) else { throw WeirError.badNow(text) }
        return moment.date
    }
}
