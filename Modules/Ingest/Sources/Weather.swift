import Warehouse

extension Source {
    /// The Open-Meteo archive: daily and hourly weather of one place, metric whatever units an answer is in.
    ///
    /// The last days of the archive are revised: each run asks for five days again.
    public static let weather = Source(
        "weather", "Daily and hourly weather of the past, from the Open-Meteo archive",
        settings: [
            .location("a directory of recorded answers, or https://archive-api.open-meteo.com/v1/archive"),
            SourceSetting("latitude", "degrees north", default: "40.7128"),
            SourceSetting("longitude", "degrees east", default: "-74.0060"),
            SourceSetting(
                "timezone", "the place's time zone, in which days and hours count", default: "America/New_York"),
            SourceSetting("name", "the place's name in the tables", default: "new_york"),
        ],
        resources: [
            Resource(
                "raw.weather_daily", columns: [Column("location", .text), Column("date", .day)] + daily.measured,
                key: ["location", "date"], cursor: .column("date", lookBackDays: 5), from: archive,
                format: .columnarJSON(key: "daily", units: "daily_units"), layouts: [daily]),
            Resource(
                "raw.weather_hourly",
                columns: [Column("location", .text), Column("time", .timestamp)] + hourly.measured,
                key: ["location", "time"], cursor: .column("time", lookBackDays: 5), from: archive,
                format: .columnarJSON(key: "hourly", units: "hourly_units"), layouts: [hourly]),
        ])

    private static let archive = Extraction.rest(
        RESTExtraction(
            query: [
                .init("latitude", "{latitude}"), .init("longitude", "{longitude}"), .init("timezone", "{timezone}"),
                .init("start_date", "{from}"), .init("end_date", "{to}"),
                .init("daily", daily.measures.joined(separator: ",")),
                .init("hourly", hourly.measures.joined(separator: ",")),
            ],
            window: .days(atMost: 365, byDefault: 365)))

    private static let daily = Layout(
        "daily",
        fields: [
            Field("time", .day, to: "date"),
            .measure("weather_code", in: .code),
            .measure("temperature_2m_max", in: .celsius, to: "temperature_max_celsius"),
            .measure("temperature_2m_min", in: .celsius, to: "temperature_min_celsius"),
            .measure("temperature_2m_mean", in: .celsius, to: "temperature_mean_celsius"),
            .measure("precipitation_sum", in: .millimetres, to: "precipitation_mm"),
            .measure("rain_sum", in: .millimetres, to: "rain_mm"),
            .measure("snowfall_sum", in: .centimetres, to: "snowfall_cm"),
            .measure("wind_speed_10m_max", in: .kilometresPerHour, to: "wind_speed_max_kmh"),
        ],
        select: ["location": .setting("name")])

    private static let hourly = Layout(
        "hourly",
        fields: [
            .timestamp("time"),
            .measure("weather_code", in: .code),
            .measure("temperature_2m", in: .celsius, to: "temperature_celsius"),
            .measure("relative_humidity_2m", in: .percent, to: "relative_humidity_percent"),
            .measure("precipitation", in: .millimetres, to: "precipitation_mm"),
            .measure("rain", in: .millimetres, to: "rain_mm"),
            .measure("snowfall", in: .centimetres, to: "snowfall_cm"),
            .measure("wind_speed_10m", in: .kilometresPerHour, to: "wind_speed_kmh"),
        ],
        select: ["location": .setting("name")])
}
