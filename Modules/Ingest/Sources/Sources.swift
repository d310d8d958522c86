extension Source {
    /// Every source, by name: the only list that a new one is added to.
    public static let all: [Source] = [
        .bikeTrips,
        .weather,
    ]
}
