import JSON
import Testing
import Warehouse

@testable import SampleData

@Suite struct SampleWeatherTests {
    static let year: [WeatherDay] = {
        let first = CalendarDay(daysSinceEpoch: 18_628)  // 2021-01-01
        return SampleWeather.days((0..<365).map { first.adding(days: $0) }, seed: 7)
    }()

    @Test func summerIsWarmerThanWinterByTwentyDegrees() {
        let mean = { (days: ArraySlice<WeatherDay>) in days.reduce(0) { $0 + $1.meanTenthsCelsius } / days.count }
        #expect(mean(Self.year[181..<243]) - mean(Self.year[0..<59]) > 180)
    }

    @Test func aboutAThirdOfTheDaysIsWetAndSnowFallsOnlyInTheCold() {
        let wet = Self.year.filter { $0.precipitationTenthsMm > 0 }
        #expect((90...150).contains(wet.count))
        let snow = Self.year.filter { $0.hours.contains { $0.snowHundredthsCm > 0 } }
        #expect(!snow.isEmpty)
        #expect(snow.allSatisfy { $0.meanTenthsCelsius < 15 })
    }

    @Test func daysAreTheSumsOfTheirHours() throws {
        let json = WeatherJSON(isImperial: false).document(Self.year)
        let hourly = try Self.column(json, "hourly", "precipitation")
        let daily = try Self.column(json, "daily", "precipitation_sum")
        for (index, total) in daily.enumerated() {
            let sum = hourly[(index * 24)..<(index * 24 + 24)].reduce(0) { $0 + ($1 ?? 0) }
            #expect(abs(sum - (total ?? -1)) < 1e-9)
        }
        #expect(json["hourly_units"]?["temperature_2m"] == "°C")
    }

    @Test func imperialFileSaysTheSameInOtherUnits() throws {
        let metric = WeatherJSON(isImperial: false).document(Self.year)
        let imperial = WeatherJSON(isImperial: true).document(Self.year)
        #expect(imperial["daily_units"]?["temperature_2m_max"] == "°F")
        #expect(imperial["daily_units"]?["wind_speed_10m_max"] == "mp/h")
        let pairs = [
            ("temperature_2m_mean", { (value: Double) in (value - 32) / 1.8 }, 0.06),
            ("precipitation_sum", { $0 * 25.4 }, 0.02), ("snowfall_sum", { $0 * 2.54 }, 0.002),
            ("wind_speed_10m_max", { $0 * 1.609_344 }, 0.09),
        ]
        for (name, back, tolerance) in pairs {
            let expected = try Self.column(metric, "daily", name)
            let values = try Self.column(imperial, "daily", name)
            for (one, other) in zip(values, expected) {
                #expect(abs(back(try #require(one)) - (try #require(other))) <= tolerance)
            }
        }
    }

    @Test func missingReadingIsNullAndNotZero() throws {
        var days = Array(Self.year[..<2])
        days[1].isRainMissing = true
        let json = WeatherJSON(isImperial: false).document(days)
        #expect(json["daily"]?["rain_sum"]?[1] == .null)
        #expect(json["daily"]?["rain_sum"]?[0] != .null)
        #expect(json["hourly"]?["precipitation"]?[30] == .null)
        #expect(json["daily"]?["time"]?.array?.count == 2)
        #expect(json["hourly"]?["time"]?.array?.count == 48)
    }

    private static func column(_ json: JSONValue, _ table: String, _ name: String) throws -> [Double?] {
        try #require(json[table]?[name]?.array).map(\.double)
    }
}
