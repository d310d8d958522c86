import Foundation

/// A cron expression in a time zone: gives the moments at which it fires.
///
/// Where clocks change: a time that the clock skips fires at the moment of the skip; a time that comes twice fires the
/// first time only. A schedule of every hour follows real time instead: nothing extra in a skipped hour, and each of two
/// equal hours counts.
public struct Timetable: Sendable, Hashable {
    let cron: CronExpression
    let timeZone: TimeZone

    /// The first moment after `date`; nil when none comes within the next eight years.
    public func next(after date: Date) -> Date? {
        moments(after: date, through: date.addingTimeInterval(3_000 * 86_400), limit: 1).first
    }

    /// The moments after `start` up to and with `end`, at most `limit`.
    public func moments(after start: Date, through end: Date, limit: Int = 100_000) -> [Date] {
        let (first, last) = (start.timeIntervalSince1970, end.timeIntervalSince1970)
        var found: [Date] = []
        // Two days more than needed on either side: no zone is further from UTC, and no clock change longer.
        var day = Int((first / 86_400).rounded(.down)) - 2
        while Double(day - 2) * 86_400 <= last, found.count < limit {
            if matches(day) {
                let moments = moments(on: day).filter { $0 > first && $0 <= last }
                found += moments.prefix(limit - found.count).map { Date(timeIntervalSince1970: $0) }
            }
            day += 1
        }
        return found
    }

    /// Whether a day, counted from 1970-01-01, matches.
    private func matches(_ day: Int) -> Bool {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.month, .day, .weekday], from: Date(timeIntervalSince1970: Double(day) * 86_400))
        guard let month = parts.month, let dayOfMonth = parts.day, let weekday = parts.weekday else { return false }
        return cron.matches(month: month, day: dayOfMonth, weekday: weekday - 1)
    }

    /// The moments of a day in order, in seconds since 1970.
    private func moments(on day: Int) -> [Double] {
        let midnight = Double(day) * 86_400
        let walls = cron.hours.flatMap { hour in cron.minutes.map { midnight + Double(hour * 3600 + $0 * 60) } }
        return Set(walls.flatMap(moments(ofWallClock:))).sorted()
    }

    /// The moments at which the wall clock shows a time (seconds since 1970 as if the zone were UTC): one as a rule.
    private func moments(ofWallClock wall: Double) -> [Double] {
        let (before, after) = (offset(at: wall - 86_400), offset(at: wall + 86_400))
        let shown = Set([before, after]).map { wall - Double($0) }.filter { $0 + Double(offset(at: $0)) == wall }
            .sorted()
        if shown.isEmpty { return cron.isEveryHour ? [] : [change(from: wall - Double(max(before, after)) - 1, wall)] }
        return cron.isEveryHour ? shown : Array(shown.prefix(1))
    }

    /// The moment of the change of clocks that skipped the time `wall`, which lies after `start`.
    private func change(from start: Double, _ wall: Double) -> Double {
        var (early, late) = (start, wall - Double(min(offset(at: wall - 86_400), offset(at: wall + 86_400))) + 1)
        let earlyOffset = offset(at: early)
        while late - early > 1 {
            let middle = ((early + late) / 2).rounded(.down)
            if offset(at: middle) == earlyOffset { early = middle } else { late = middle }
        }
        return late
    }

    private func offset(at seconds: Double) -> Int {
        timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds))
    }
}
