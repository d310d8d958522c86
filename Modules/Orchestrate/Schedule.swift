import Diagnostics
import Foundation

/// When a pipeline runs by itself, as it is written in a pipeline; read by `timetable()`, which throws what is wrong with it.
public struct Schedule: Sendable, Hashable, CustomStringConvertible {
    private enum Rule: Sendable, Hashable {
        case cron(String)
        /// A time of day, on one day of the week (0 Sunday) or on all.
        case at(String, weekday: Int?)
    }

    /// The days of the week.
    public enum Weekday: Int, Sendable, Hashable, CaseIterable {
        case sunday, monday, tuesday, wednesday, thursday, friday, saturday
    }

    private let rule: Rule
    /// The time zone's name: `America/New_York`.
    public let timeZone: String

    /// Five fields (minute, hour, day of the month, month, day of the week) or a word like `@daily`.
    public static func cron(_ expression: String, timeZone: String = "UTC") -> Schedule {
        Schedule(rule: .cron(expression), timeZone: timeZone)
    }

    /// Every day at a time like `06:00`.
    public static func daily(at time: String, timeZone: String = "UTC") -> Schedule {
        Schedule(rule: .at(time, weekday: nil), timeZone: timeZone)
    }

    /// Once a week, on a day at a time like `06:00`.
    public static func weekly(on day: Weekday, at time: String, timeZone: String = "UTC") -> Schedule {
        Schedule(rule: .at(time, weekday: day.rawValue), timeZone: timeZone)
    }

    /// The schedule as rules that give moments; throws `schedule.…` with the place of what cannot be read.
    public func timetable() throws -> Timetable {
        guard TimeZone.knownTimeZoneIdentifiers.contains(timeZone) || ["UTC", "GMT"].contains(timeZone),
            let zone = TimeZone(identifier: timeZone)
        else { throw WeirError.unknownTimeZone(timeZone) }
        return Timetable(cron: try CronExpression(parsing: cronText()), timeZone: zone)
    }

    private func cronText() throws -> String {
        switch rule {
        case .cron(let text): return text
        case .at(let time, let weekday):
            let parts = time.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[1].count == 2, let hour = UInt8(parts[0]), hour < 24,
                let minute = UInt8(parts[1]), minute < 60
            else { throw WeirError.badTimeOfDay(time) }
            return "\(minute) \(hour) * * \(weekday.map(String.init) ?? "*")"
        }
    }

    /// For people: `daily at 06:00 (America/New_York)`.
    public var description: String {
        let zone = " (\(timeZone))"
        switch rule {
        case .cron(let text): return text + zone
        case .at(let time, nil): return "daily at \(time)" + zone
        case .at(let time, let weekday?):
            let day = Weekday(rawValue: weekday).map { "\($0)" } ?? "?"
            return "weekly on \(day) at \(time)" + zone
        }
    }
}
