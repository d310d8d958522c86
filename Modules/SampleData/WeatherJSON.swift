import JSON
import Warehouse

/// Writes weather as an answer of Open-Meteo's archive: arrays side by side, and the units that they are in.
struct WeatherJSON {
    /// Whether values are in °F, mph and inches instead of °C, km/h, mm and cm.
    let isImperial: Bool

    func document(_ days: [WeatherDay]) -> JSONValue {
        [
            "latitude": 40.738_136, "longitude": -74.042_54, "generationtime_ms": 0.5, "utc_offset_seconds": -18000,
            "timezone": "America/New_York", "timezone_abbreviation": "GMT-5", "elevation": 7.0,
            "hourly_units": units(time: Self.hourlyNames), "hourly": hourly(days),
            "daily_units": units(time: Self.dailyNames), "daily": daily(days),
        ]
    }

    private static let hourlyNames = [
        "weather_code", "temperature_2m", "relative_humidity_2m", "precipitation", "rain", "snowfall", "wind_speed_10m",
    ]
    private static let dailyNames = [
        "weather_code", "temperature_2m_max", "temperature_2m_min", "temperature_2m_mean", "precipitation_sum",
        "rain_sum", "snowfall_sum", "wind_speed_10m_max",
    ]

    private func units(time names: [String]) -> JSONValue {
        var units: JSONObject = ["time": "iso8601"]
        for name in names { units[name] = .string(unit(of: name)) }
        return .object(units)
    }

    private func unit(of name: String) -> String {
        switch name.split(separator: "_").first {
        case "temperature": isImperial ? "°F" : "°C"
        case "precipitation", "rain": isImperial ? "inch" : "mm"
        case "snowfall": isImperial ? "inch" : "cm"
        case "wind": isImperial ? "mp/h" : "km/h"
        case "relative": "%"
        default: "wmo code"
        }
    }

    private func hourly(_ days: [WeatherDay]) -> JSONValue {
        let hours = days.flatMap { day in day.hours.enumerated().map { (day: day, hour: $0.offset, now: $0.element) } }
        let column = { (value: (WeatherDay, WeatherHour) -> JSONValue) in
            JSONValue.array(hours.map { value($0.day, $0.now) })
        }
        return [
            "time": .array(hours.map { .string("\($0.day.day)T\($0.hour < 10 ? "0" : "")\($0.hour):00") }),
            "weather_code": column { .integer(Int64($1.code)) },
            "temperature_2m": column { temperature($1.temperatureTenthsCelsius) },
            "relative_humidity_2m": column { .integer(Int64($1.humidityPercent)) },
            "precipitation": column { $0.isRainMissing ? .null : depth(tenthsMm: $1.precipitationTenthsMm) },
            "rain": column { $0.isRainMissing ? .null : depth(tenthsMm: $1.rainTenthsMm) },
            "snowfall": column { snow(hundredthsCm: $1.snowHundredthsCm) },
            "wind_speed_10m": column { speed($1.windTenthsKmh) },
        ]
    }

    private func daily(_ days: [WeatherDay]) -> JSONValue {
        let column = { (value: (WeatherDay) -> JSONValue) in JSONValue.array(days.map(value)) }
        let most = { (day: WeatherDay, value: (WeatherHour) -> Int) in day.hours.map(value).max() ?? 0 }
        let sum = { (day: WeatherDay, value: (WeatherHour) -> Int) in day.hours.reduce(0) { $0 + value($1) } }
        return [
            "time": column { .string($0.day.description) },
            "weather_code": column { .integer(Int64(most($0) { $0.code })) },
            "temperature_2m_max": column { temperature(most($0) { $0.temperatureTenthsCelsius }) },
            "temperature_2m_min": column { temperature(-most($0) { -$0.temperatureTenthsCelsius }) },
            "temperature_2m_mean": column { temperature($0.meanTenthsCelsius) },
            "precipitation_sum": column { $0.isRainMissing ? .null : depth(tenthsMm: $0.precipitationTenthsMm) },
            "rain_sum": column { day in day.isRainMissing ? .null : depth(tenthsMm: sum(day) { $0.rainTenthsMm }) },
            "snowfall_sum": column { day in snow(hundredthsCm: sum(day) { $0.snowHundredthsCm }) },
            "wind_speed_10m_max": column { speed(most($0) { $0.windTenthsKmh }) },
        ]
    }

    private func temperature(_ tenthsCelsius: Int) -> JSONValue {
        let celsius = Double(tenthsCelsius) / 10
        return .number(isImperial ? rounded(celsius * 1.8 + 32, 10) : celsius)
    }

    private func depth(tenthsMm: Int) -> JSONValue {
        let millimetres = Double(tenthsMm) / 10
        return .number(isImperial ? rounded(millimetres / 25.4, 1000) : millimetres)
    }

    private func snow(hundredthsCm: Int) -> JSONValue {
        let centimetres = Double(hundredthsCm) / 100
        return .number(isImperial ? rounded(centimetres / 2.54, 1000) : centimetres)
    }

    private func speed(_ tenthsKmh: Int) -> JSONValue {
        let kilometres = Double(tenthsKmh) / 10
        return .number(isImperial ? rounded(kilometres / 1.609_344, 10) : kilometres)
    }

    private func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }
}
