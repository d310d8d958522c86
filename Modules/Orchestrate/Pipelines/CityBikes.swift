extension Pipeline {
    /// Both sources side by side, then their models, the checks of what they made, the snapshot, the notebook.
    public static let cityBikes = Pipeline(
        "city_bikes", "Bike trips and weather, from the sources to the dashboard and the notebook",
        schedule: .daily(at: "06:00", timeZone: "America/New_York"),
        steps: [
            .ingest("bike_trips").atOnce,
            .ingest("weather").atOnce,
            .check("bike_trips.raw").after("ingest bike_trips"),
            .check("weather.raw").after("ingest weather"),
            .transform(select: models),
            .check("bike_trips.core"),
            .check("city_bikes.marts").after("transform \(models)"),
            .publish,
            .notebook("marts_eda"),
        ])

    /// By their tags and not `*`: models of another source wait for that source's own pipeline.
    private static let models = "tag:bike_trips tag:weather tag:city_bikes"
}
