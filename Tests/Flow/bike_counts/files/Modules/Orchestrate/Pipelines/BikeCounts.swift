extension Pipeline {
    /// Counts of bikes: the portal corrects the last days, so a week is loaded again each morning.
    public static let bikeCounts = Pipeline(
        "bike_counts", "Bike counts: load the last week again, check it, build what reads it",
        schedule: .daily(at: "07:00", timeZone: "America/New_York"),
        steps: [
            .ingest("bike_counts"),
            .check("bike_counts.raw"),
            .transform(select: "tag:bike_counts"),
            .publish,
        ])
}
