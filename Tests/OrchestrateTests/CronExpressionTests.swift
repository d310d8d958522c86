import Diagnostics
import Testing

@testable import Orchestrate

@Suite struct CronExpressionTests {
    @Test(arguments: [
        ("0 6 * * *", [0], [6]), ("*/20 0-4/2 * * *", [0, 20, 40], [0, 2, 4]), ("5,1,5 23 * * *", [1, 5], [23]),
        ("50/5 7 * * *", [50, 55], [7]), ("@hourly", [0], Array(0..<24)), ("  7\t8  * * * ", [7], [8]),
    ])
    func minutesAndHoursAreRead(text: String, minutes: [Int], hours: [Int]) throws {
        let cron = try CronExpression(parsing: text)
        #expect(cron.minutes == minutes)
        #expect(cron.hours == hours)
    }

    @Test func daysMonthsAndWeekdaysTakeNames() throws {
        let cron = try CronExpression(parsing: "0 0 1-3 Jan,dec MON-wed")
        #expect(cron.days == [1, 2, 3] && cron.months == [1, 12] && cron.weekdays == [1, 2, 3])
        #expect(try CronExpression(parsing: "0 0 * * 7").weekdays == [0])
        #expect(try CronExpression(parsing: "0 0 * * 5-7").weekdays == [5, 6, 0])
        #expect(try CronExpression(parsing: "@weekly").weekdays == [0])
    }

    @Test(arguments: [
        // 2024-06-01 is a Saturday (6).
        ("0 0 1 * *", 6, 1, 6, true), ("0 0 2 * *", 6, 1, 6, false), ("0 0 * * sat", 6, 1, 6, true),
        ("0 0 * * sun", 6, 1, 6, false), ("0 0 1 * sun", 6, 1, 6, true), ("0 0 2 * sat", 6, 1, 6, true),
        ("0 0 2 * sun", 6, 1, 6, false), ("0 0 */2 * sat", 6, 1, 6, true), ("0 0 */2 * sun", 6, 1, 6, false),
        ("0 0 1 7 *", 6, 1, 6, false),
    ])
    func daysMatchByEitherFieldOnlyWhenBothAreRestricted(
        text: String, month: Int, day: Int, weekday: Int, matches: Bool
    ) throws {
        #expect(try CronExpression(parsing: text).matches(month: month, day: day, weekday: weekday) == matches)
    }

    @Test(
        arguments: [
            ("0 24 * * *", 3, 2, "the hour 24 is not in 0-23", nil),
            ("0 6 * *", 1, 7, "4 fields were found, and five are wanted", nil),
            ("0 6 * * * 2024", 11, 4, "6 fields were found, and five are wanted", nil),
            ("0 6 * jnu *", 7, 3, "'jnu' is no month", "did you mean 'jun'?"),
            ("0 6 * * mon-fry", 13, 3, "'fry' is no day of the week", "did you mean 'fri'?"),
            ("*/0 6 * * *", 3, 1, "a step is a number above zero, like `*/15`", nil),
            ("9-5 6 * * *", 1, 3, "the range 9-5 runs backwards", nil),
            ("1,,2 6 * * *", 1, 4, "there is an empty place in the list", nil),
            ("0 0 31 2,4 *", 5, 2, "no month has such a day", nil),
            ("0 0 0 * *", 5, 1, "the day of the month 0 is not in 1-31", nil),
            ("@dayly", 1, 6, "there is no word '@dayly'", "did you mean '@daily'?"),
            ("", 1, 1, "0 fields were found, and five are wanted", nil),
            ("0 -6 * * *", 3, 2, "'-6' is no hour", nil), ("0 L * * *", 3, 1, "'L' is no hour", nil),
        ] as [(String, Int, Int, String, String?)])
    func aBadExpressionIsShownAtItsColumn(
        text: String, column: Int, length: Int, message: String, remark: String?
    ) throws {
        let error = try #require(throws: WeirError.self) { try CronExpression(parsing: text) }
        #expect(error.code == "schedule.bad_cron")
        #expect(error.message == "the schedule '\(text)' cannot be read: \(message)")
        #expect(error.location?.column == column)
        #expect(error.location?.length == length)
        #expect(error.location?.remark == remark)
    }
}
