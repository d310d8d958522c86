extension Pipeline {
    /// Air quality alone: load, check, build, publish.
    public static let airQuality = Pipeline(
        "air_quality", "Air quality: load the new days, check them, build what reads them",
        steps: [
            .ingest("air_quality"),
            .check("air_quality.raw"),
            .transform(select: "tag:air_quality"),
            .publish,
        ])
}
