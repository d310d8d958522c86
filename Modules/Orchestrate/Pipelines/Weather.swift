extension Pipeline {
    /// Weather alone: the archive publishes with a delay, so the last days are loaded again.
    public static let weather = Pipeline(
        "weather", "Weather: load the last days again, check them, build what reads them",
        schedule: .cron("30 0,12,18 * * *", timeZone: "America/New_York"),
        steps: [
            .ingest("weather"),
            .check("weather.raw"),
            .transform(select: "tag:weather"),
            .publish,
        ])
}
