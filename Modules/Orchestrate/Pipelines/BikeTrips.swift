extension Pipeline {
    /// Trips alone: from the feed to checked tables of trips and stations.
    public static let bikeTrips = Pipeline(
        "bike_trips", "Bike trips: load the new months, check them, build what reads them",
        steps: [
            .ingest("bike_trips"),
            .check("bike_trips.raw"),
            .transform(select: "tag:bike_trips"),
            .check("bike_trips.core"),
            .publish,
        ])
}
