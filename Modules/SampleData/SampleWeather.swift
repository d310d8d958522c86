import Warehouse

/// The weather of one hour, in whole units so that sums are exact.
struct WeatherHour: Sendable, Hashable {
    var temperatureTenthsCelsius = 0
    var humidityPercent = 0
    /// Rain and melted snow together, tenths of a millimetre.
    var precipitationTenthsMm = 0
    /// Whether what falls is snow.
    var isSnow = false
    var windTenthsKmh = 0
    /// Cloud, 0 (clear) to 3 (overcast).
    var cloud = 0

    var rainTenthsMm: Int { isSnow ? 0 : precipitationTenthsMm }
    /// 1 mm of water is 0.7 cm of snow, as Open-Meteo counts.
    var snowHundredthsCm: Int { isSnow ? precipitationTenthsMm * 7 : 0 }

    /// The WMO weather code: 0 to 3 dry, 51 to 55 drizzle, 61 to 65 rain, 71 to 75 snow.
    var code: Int {
        switch (precipitationTenthsMm, isSnow) {
        case (0, _): cloud
        case (1...4, true): 71
        case (5...12, true): 73
        case (_, true): 75
        case (1...2, false): 51
        case (3...5, false): 53
        case (6...9, false): 55
        case (10...24, false): 61
        case (25...75, false): 63
        default: 65
        }
    }
}

/// The weather of one day.
struct WeatherDay: Sendable, Hashable {
    var day: CalendarDay
    /// 24 hours of local time.
    var hours: [WeatherHour]
    /// Whether the rain gauge gave no reading: files hold null, and yet people felt the rain.
    var isRainMissing = false

    var precipitationTenthsMm: Int { hours.reduce(0) { $0 + $1.precipitationTenthsMm } }
    var meanTenthsCelsius: Int {
        let sum = hours.reduce(0) { $0 + $1.temperatureTenthsCelsius }
        return Int((Double(sum) / 24).rounded())
    }
}

/// Makes weather that New York could have: seasons, mild and cold spells, wet days with a few wet hours.
enum SampleWeather {
    /// Normal temperature of each month, tenths of a degree Celsius.
    private static let normals = [6, 20, 62, 121, 172, 225, 255, 246, 208, 146, 88, 36]
    /// How much warmer than its day each hour is, tenths of a degree.
    private static let hourly = [
        -18, -21, -24, -27, -29, -30, -27, -20, -10, 0, 10, 18, 25, 30, 33, 34, 31, 25, 17, 9, 2, -5, -10, -14,
    ]

    /// The weather of days in a row; the same days of the same seed are the same only from the same first day on.
    static func days(_ days: [CalendarDay], seed: UInt64) -> [WeatherDay] {
        var random = SeededGenerator(seed: seed, stream: 1)
        var anomaly = 0.0
        var isWet = false
        return days.map { day in
            anomaly = anomaly * 0.7 + random.bell() * 28
            isWet = random.chance(isWet ? 0.42 : 0.28)
            return one(day, anomaly: anomaly, isWet: isWet, &random)
        }
    }

    private static func one(
        _ day: CalendarDay, anomaly: Double, isWet: Bool, _ random: inout SeededGenerator
    ) -> WeatherDay {
        let mean = normal(of: day) + Int(anomaly.rounded())
        let gusts = 70 + random.below(120)
        let cloud = isWet ? 3 : random.below(4)
        let isSnow = isWet && mean < 5
        var hours = (0..<24).map { hour in
            WeatherHour(
                temperatureTenthsCelsius: mean + hourly[hour] * (isWet ? 5 : 10) / 10 + random.below(7) - 3,
                humidityPercent: (isWet ? 72 : 48) - hourly[hour] / 3 + random.below(13), isSnow: isSnow,
                windTenthsKmh: gusts + hourly[hour] + 30 + random.below(25), cloud: cloud)
        }
        if isWet { rain(into: &hours, &random) }
        return WeatherDay(day: day, hours: hours)
    }

    /// A wet day has one spell of 4 to 15 hours; most fall by day, most bring little.
    private static func rain(into hours: inout [WeatherHour], _ random: inout SeededGenerator) {
        let length = 4 + random.below(12)
        let start = random.below(25 - length)
        let draw = random.unit()
        let totalTenths = 6 + draw * draw * 260
        let shares = (0..<length).map { _ in 0.2 + random.unit() }
        let sum = shares.reduce(0, +)
        for (offset, share) in shares.enumerated() {
            hours[start + offset].precipitationTenthsMm = Int((totalTenths * share / sum).rounded())
        }
    }

    /// The normal temperature of a day, between those of the middles of two months.
    private static func normal(of day: CalendarDay) -> Int {
        let (_, month, dayOfMonth) = day.components
        let neighbour = normals[(month - 1 + (dayOfMonth < 15 ? 11 : 1)) % 12]
        let distance = abs(dayOfMonth - 15)
        return (normals[month - 1] * (30 - distance) + neighbour * distance) / 30
    }
}
