import Warehouse

/// How many people want a bike, hour by hour: the working week, the weekend, the weather.
struct SampleDemand: Sendable {
    /// One hour of one day.
    struct Hour: Sendable {
        let day: CalendarDay
        let hour: Int
        let members: Double
        let casuals: Double
        var total: Double { members + casuals }
    }

    /// All hours in order.
    let hours: [Hour]
    /// The demand of all hours up to each one, that one included.
    let cumulative: [Double]

    /// The demand of days with their weather.
    init(_ weather: [WeatherDay]) {
        hours = weather.flatMap { day in Self.hours(of: day) }
        var sum = 0.0
        cumulative = hours.map { hour in
            sum += hour.total
            return sum
        }
    }

    /// The demand of all hours.
    var total: Double { cumulative.last ?? 0 }

    // Share of a day's trips in each hour, in tenths of a percent.
    private static let commute: [Double] = [
        5, 3, 2, 1, 2, 8, 24, 52, 84, 58, 36, 35, 40, 39, 40, 46, 62, 96, 88, 58, 38, 27, 18, 10,
    ]
    private static let leisure: [Double] = [
        12, 8, 6, 3, 2, 3, 6, 12, 22, 36, 52, 66, 76, 82, 86, 86, 80, 72, 62, 48, 36, 28, 22, 17,
    ]
    // Monday to Sunday.
    private static let memberDays: [Double] = [0.98, 1.05, 1.08, 1.06, 1.0, 0.84, 0.74]
    private static let casualDays: [Double] = [0.66, 0.64, 0.68, 0.72, 0.92, 1.72, 1.52]

    private static func hours(of weather: WeatherDay) -> [Hour] {
        let weekday = weather.day.weekday
        let isWeekend = weekday > 5
        let wetness = wetFactor(tenthsMm: weather.precipitationTenthsMm)
        let isSnow = weather.hours.contains { $0.snowHundredthsCm > 0 }
        return weather.hours.enumerated().map { hour, now in
            let wet = wetness * (now.precipitationTenthsMm > 0 ? 0.93 : 1) * (isSnow ? 0.94 : 1)
            let warmth = Double(now.temperatureTenthsCelsius - 100) / 100
            let members = memberDays[weekday - 1] * (isWeekend ? leisure : commute)[hour] * 0.75
            let casuals = casualDays[weekday - 1] * leisure[hour] * 0.25
            return Hour(
                day: weather.day, hour: hour, members: members * wet * clamp(1 + 0.28 * warmth, 0.4, 1.4),
                casuals: casuals * wet * (wet < 1 ? 0.94 : 1) * clamp(1 + 0.55 * warmth, 0.15, 2))
        }
    }

    /// Rain keeps about a quarter of the trips away: a little less when it drizzles, more when it pours.
    static func wetFactor(tenthsMm: Int) -> Double {
        tenthsMm < 3 ? 1 : 1 - min(0.28, 0.07 + Double(tenthsMm) * 0.0009)
    }

    private static func clamp(_ value: Double, _ low: Double, _ high: Double) -> Double { min(max(value, low), high) }
}
