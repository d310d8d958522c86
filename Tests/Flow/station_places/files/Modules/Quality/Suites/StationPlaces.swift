import Warehouse

extension SourceSuites {
    /// Where stations lie: a place that nobody can ride to is a mistake of the feed.
    static let stationPlaces = SourceSuites(
        "station_places",
        [
            Suite(
                "station_places.core", table: "core.dim_stations", key: ["station_id"],
                checks: [
                    .between("latitude", 40.4...41.2, mostly: 0.99)
                        .described("Latitude and longitude that changed places show here."),
                    .between("longitude", -74.5...(-73.5), mostly: 0.99),
                ])
        ])
}
