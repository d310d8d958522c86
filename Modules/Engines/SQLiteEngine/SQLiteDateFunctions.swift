import Warehouse

/// Functions of DuckDB over days and timestamps, under its names.
enum SQLiteDateFunctions {
    static let all: SQLiteFunctions.List = [
        ("year", 1, { .integer(Int64(try date($0[0]).components.year)) }),
        ("month", 1, { .integer(Int64(try date($0[0]).components.month)) }),
        ("day", 1, { .integer(Int64(try date($0[0]).components.day)) }),
        ("hour", 1, { .integer(try moment($0[0]).microsecondsOfDay / 3_600_000_000) }),
        ("isodow", 1, { .integer(Int64(try date($0[0]).weekday)) }),
        ("dayname", 1, { .text(weekdays[try date($0[0]).weekday - 1]) }),
        ("monthname", 1, { .text(months[try date($0[0]).components.month - 1]) }),
        ("date_trunc", 2, { .text(try truncated(SQLiteFunctions.text($0[0]), date($0[1]), isDay($0[1]))) }),
        ("date_diff", 3, { .integer(try difference(SQLiteFunctions.text($0[0]), $0[1], $0[2])) }),
    ]

    private static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func moment(_ value: SQLiteValue) throws -> Timestamp {
        let text = SQLiteFunctions.text(value)
        guard let moment = Timestamp(text) ?? Timestamp(text + " 00:00:00") else {
            throw SQLiteFunctions.Failure(message: "weir: a value is no timestamp")
        }
        return moment
    }

    private static func date(_ value: SQLiteValue) throws -> CalendarDay { try moment(value).day }

    private static func isDay(_ value: SQLiteValue) -> Bool { SQLiteFunctions.text(value).utf8.count == 10 }

    /// The first day of the week, month, quarter or year; a timestamp stays one.
    private static func truncated(_ unit: String, _ day: CalendarDay, _ isDay: Bool) throws -> String {
        let (year, month, _) = day.components
        let firstMonth: Int? =
            switch unit.lowercased() {
            case "month": month
            case "quarter": (month - 1) / 3 * 3 + 1
            case "year": 1
            default: nil
            }
        var first = day
        if let firstMonth {
            first = CalendarDay(year: year, month: firstMonth, day: 1) ?? day
        } else if unit.lowercased() == "week" {
            first = day.adding(days: 1 - day.weekday)
        } else if unit.lowercased() != "day" {
            throw SQLiteFunctions.Failure(message: "weir: date_trunc knows day, week, month, quarter and year")
        }
        return isDay ? "\(first)" : "\(first) 00:00:00"
    }

    /// How many boundaries of the unit lie between two moments.
    private static func difference(_ unit: String, _ earlier: SQLiteValue, _ later: SQLiteValue) throws -> Int64 {
        let (from, to) = (try moment(earlier), try moment(later))
        let months = { (day: CalendarDay) in Int64(day.components.year * 12 + day.components.month) }
        let count = { (microseconds: Int64) in
            floorDivided(to.microsecondsSinceEpoch, microseconds)
                - floorDivided(from.microsecondsSinceEpoch, microseconds)
        }
        switch unit.lowercased() {
        case "second": return count(1_000_000)
        case "minute": return count(60_000_000)
        case "hour": return count(3_600_000_000)
        case "day": return count(86_400_000_000)
        case "month": return months(to.day) - months(from.day)
        case "year": return Int64(to.day.components.year - from.day.components.year)
        default:
            throw SQLiteFunctions.Failure(message: "weir: date_diff knows second, minute, hour, day, month and year")
        }
    }

    private static func floorDivided(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
    }
}
