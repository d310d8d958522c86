import Warehouse

extension SourceSuites {
    /// Hourly air quality, as it came.
    static let airQuality = SourceSuites(
        "air_quality",
        [
            Suite(
                "air_quality.raw", table: "raw.air_quality", key: ["station_id", "measured_at"],
                checks: [
                    .unique("station_id", "measured_at"),
                    .notNull("station_id"),
                    .between("pm25_micrograms", 0...1000),
                ])
        ])
}
