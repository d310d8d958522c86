extension Pipeline {
    /// Trips and stations by night, so that the morning's shift knows where bikes are missing.
    public static let stationsNightly = Pipeline(
        "stations_nightly", "Stations: load new trips by night, check them, build what reads them",
        schedule: .daily(at: "02:00", timeZone: "America/New_York"),
        steps: [
            .ingest("bike_trips"),
            .check("bike_trips.raw"),
            .transform(select: "tag:bike_trips"),
            .publish,
        ])
}
