import Warehouse

extension Source {
    /// Hourly air quality of the city's stations, a CSV file a day.
    public static let airQuality = Source(
        "air_quality", "Hourly air quality, a CSV file a day",
        settings: [.location("a directory of CSV files")],
        resources: [
            Resource(
                "raw.air_quality",
                columns: [
                    Column("station_id", .text), Column("measured_at", .timestamp), Column("pm25_micrograms", .double),
                ],
                key: ["station_id", "measured_at"], from: .files(FileExtraction(.matching("*.csv"))), format: .csv())
        ])
}
