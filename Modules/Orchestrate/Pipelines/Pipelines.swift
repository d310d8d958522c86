extension Pipeline {
    /// The pipelines of this project, one name a line.
    public static let all: [Pipeline] = [
        .bikeTrips,
        .weather,
        .cityBikes,
    ]
}
