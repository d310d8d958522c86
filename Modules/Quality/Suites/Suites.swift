extension SourceSuites {
    /// Every source's suites, one name a line.
    public static let all: [SourceSuites] = [
        .bikeTrips,
        .weather,
        .cityBikes,
    ]
}
