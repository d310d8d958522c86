import Diagnostics
import Foundation

/// A cron expression: five fields of minutes, hours, days of the month, months, days of the week.
///
/// Fields hold `*`, numbers, names (`jan`, `mon`), ranges, steps and lists. When both the day of the month and the day of
/// the week are restricted (neither begins with `*`), a day matches by either, as cron has always had it.
public struct CronExpression: Sendable, Hashable {
    let minutes: [Int]
    let hours: [Int]
    let days: Set<Int>
    let months: Set<Int>
    let weekdays: Set<Int>
    /// Whether one of the two fields for days is enough.
    let matchesEitherDay: Bool
    /// Whether every hour of the day counts: then the schedule follows real time, not the wall clock.
    let isEveryHour: Bool

    private static let words = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0",
        "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]

    /// Reads an expression; throws `schedule.bad_cron` with the column of what is wrong.
    public init(parsing expression: String) throws {
        var text = expression
        if expression.hasPrefix("@") {
            guard let meaning = Self.words[expression.lowercased()] else {
                throw WeirError.badCron(
                    expression, "there is no word '\(expression)'", at: expression[...],
                    remark: NearMiss.question(expression, in: Self.words.keys))
            }
            text = meaning
        }
        let fields = text.split(whereSeparator: { $0 == " " || $0 == "\t" })
        guard fields.count == 5 else {
            throw WeirError.badCron(
                expression, "\(fields.count) fields were found, and five are wanted",
                at: fields.count > 5 ? fields[5] : text[...])
        }
        var numbers: [Set<Int>] = []
        for (field, part) in zip(CronField.allCases, fields) {
            numbers.append(try CronFieldParser(field: field, expression: text).numbers(in: part))
        }
        minutes = numbers[0].sorted()
        hours = numbers[1].sorted()
        (days, months, weekdays) = (numbers[2], numbers[3], numbers[4])
        matchesEitherDay = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
        isEveryHour = hours.count == 24
        if !canEverMatch { throw WeirError.badCron(expression, "no month has such a day", at: fields[2]) }
    }

    /// Whether a day matches; `weekday` counts from 0 for Sunday.
    func matches(month: Int, day: Int, weekday: Int) -> Bool {
        guard months.contains(month) else { return false }
        let (byDay, byWeekday) = (days.contains(day), weekdays.contains(weekday))
        return matchesEitherDay ? byDay || byWeekday : byDay && byWeekday
    }

    private var canEverMatch: Bool {
        let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return matchesEitherDay || months.contains { month in days.contains { $0 <= lengths[month - 1] } }
    }
}
