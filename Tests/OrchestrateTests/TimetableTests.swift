import Diagnostics
import Foundation
import Testing

@testable import Orchestrate

@Suite struct TimetableTests {
    /// The moments that follow `start`, as `MM-DD HH:MM` in UTC.
    private func next(_ count: Int, of schedule: Schedule, after start: String) throws -> [String] {
        let start = try #require(date(start))
        let timetable = try schedule.timetable()
        return timetable.moments(after: start, through: start.addingTimeInterval(40 * 366 * 86_400), limit: count).map {
            String($0.iso8601.dropFirst(5).prefix(11)).replacing("T", with: " ")
        }
    }

    private func date(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }

    @Test func aTimeOfDayIsLocal() throws {
        // New York: UTC-4 in summer, UTC-5 in winter; clocks go back on 2024-11-03.
        let schedule = Schedule.daily(at: "06:00", timeZone: "America/New_York")
        #expect(
            try next(3, of: schedule, after: "2024-11-01T12:00:00Z") == ["11-02 10:00", "11-03 11:00", "11-04 11:00"])
    }

    @Test func aMomentIsNeverItsOwnNext() throws {
        let schedule = Schedule.cron("0 6 * * *")
        #expect(try next(1, of: schedule, after: "2024-06-01T06:00:00Z") == ["06-02 06:00"])
        #expect(try next(1, of: schedule, after: "2024-06-01T05:59:59Z") == ["06-01 06:00"])
    }

    @Test func aSkippedTimeFiresAtTheSkip() throws {
        // New York, 2024-03-10: 02:00 becomes 03:00, at 07:00 UTC.
        let schedule = Schedule.cron("30 2 * * *", timeZone: "America/New_York")
        #expect(
            try next(3, of: schedule, after: "2024-03-08T12:00:00Z") == ["03-09 07:30", "03-10 07:00", "03-11 06:30"])
    }

    @Test func severalSkippedTimesFireOnce() throws {
        let schedule = Schedule.cron("0,15,30,45 2 * * *", timeZone: "America/New_York")
        #expect(
            try next(2, of: schedule, after: "2024-03-10T06:00:00Z") == ["03-10 07:00", "03-11 06:00"])
    }

    @Test func aDoubledTimeFiresTheFirstTimeOnly() throws {
        // New York, 2024-11-03: 01:30 comes at 05:30 UTC and again at 06:30 UTC.
        let schedule = Schedule.cron("30 1 * * *", timeZone: "America/New_York")
        #expect(
            try next(3, of: schedule, after: "2024-11-02T00:00:00Z") == ["11-02 05:30", "11-03 05:30", "11-04 06:30"])
    }

    @Test func everyHourFollowsRealTime() throws {
        let schedule = Schedule.cron("30 * * * *", timeZone: "America/New_York")
        #expect(
            try next(4, of: schedule, after: "2024-11-03T04:00:00Z") == [
                "11-03 04:30", "11-03 05:30", "11-03 06:30", "11-03 07:30",
            ])
        #expect(
            try next(3, of: schedule, after: "2024-03-10T06:00:00Z") == ["03-10 06:30", "03-10 07:30", "03-10 08:30"])
    }

    @Test func aHalfHourZoneAndAHalfHourChangeAreKnown() throws {
        // Lord Howe: UTC+10:30, in summer UTC+11; on 2024-10-06 02:00 becomes 02:30 at 15:30 UTC of the day before.
        let schedule = Schedule.cron("15 2 * * *", timeZone: "Australia/Lord_Howe")
        #expect(
            try next(3, of: schedule, after: "2024-10-04T00:00:00Z") == ["10-04 15:45", "10-05 15:30", "10-06 15:15"])
    }

    @Test func leapDaysComeEveryFourYearsAndWeekdaysInBetween() throws {
        #expect(try next(2, of: .cron("0 0 29 2 *"), after: "2023-01-01T00:00:00Z") == ["02-29 00:00", "02-29 00:00"])
        #expect(
            try next(2, of: .weekly(on: .monday, at: "06:00"), after: "2024-06-01T00:00:00Z") == [
                "06-03 06:00", "06-10 06:00",
            ])
    }

    @Test func aCenturyWithoutALeapDayIsPassedOver() throws {
        let start = try #require(date("2096-03-01T00:00:00Z"))
        #expect(try Schedule.cron("0 0 29 2 *").timetable().next(after: start) == date("2104-02-29T00:00:00Z"))
    }

    @Test func anUnknownTimeZoneNamesTheNearOne() throws {
        let error = try #require(throws: WeirError.self) {
            try Schedule.daily(at: "06:00", timeZone: "America/NewYork").timetable()
        }
        #expect(error.code == "schedule.unknown_time_zone")
        #expect(error.hint == "did you mean 'America/New_York'?")
    }

    @Test(arguments: ["24:00", "6", "06:60", "06:0", "", "six"]) func aBadTimeOfDayIsRefused(time: String) throws {
        let error = try #require(throws: WeirError.self) { try Schedule.daily(at: time).timetable() }
        #expect(error.code == "schedule.bad_time")
    }

    @Test func schedulesDescribeThemselves() {
        #expect(Schedule.daily(at: "06:00", timeZone: "UTC").description == "daily at 06:00 (UTC)")
        #expect(Schedule.weekly(on: .monday, at: "06:00").description == "weekly on monday at 06:00 (UTC)")
        #expect(Schedule.cron("@daily").description == "@daily (UTC)")
    }
}
