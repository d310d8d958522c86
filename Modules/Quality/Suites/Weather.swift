import Warehouse

extension SourceSuites {
    /// Weather by day and by hour, as it came.
    static let weather = SourceSuites(
        "weather",
        [
            Suite(
                "weather.raw",
                [
                    TableChecks(
                        "raw.weather_daily", key: ["location", "date"],
                        [
                            .columnsMatch([
                                Column("location", .text), Column("date", .day),
                                Column("temperature_mean_celsius", .double), Column("precipitation_mm", .double),
                            ]),
                            .rowCount(1...),
                            .unique("location", "date"),
                            .notNull("location"),
                            .notNull("date"),
                            .notNull("temperature_mean_celsius", mostly: 0.95),
                            .between("temperature_mean_celsius", -60...60)
                                .described("Fahrenheit that was not turned into Celsius shows here."),
                            .pair("temperature_min_celsius", .atMost, "temperature_max_celsius"),
                            .between("precipitation_mm", 0...2000),
                            .between("wind_speed_max_kmh", 0...450),
                            .between("weather_code", 0...99),
                            .notNull("precipitation_mm", mostly: 0.9).warning,
                        ]),
                    TableChecks(
                        "raw.weather_hourly", key: ["location", "time"],
                        [
                            .unique("location", "time"),
                            .between("temperature_celsius", -60...60),
                            .between("relative_humidity_percent", 0...100),
                            .between("precipitation_mm", 0...500),
                            .fresh("time", within: .days(1), comparedTo: .newest("date", in: "raw.weather_daily"))
                                .described("Hours reach as far as days."),
                        ]),
                ])
        ])
}
