import Warehouse

extension Source {
    /// Bicycle counters of New York: how many bikes passed each of them in each quarter of an hour.
    ///
    /// The portal answers a list of records with every number between quotes. A counter that was silent sends a record
    /// without a count. Counts are corrected for some days: each run asks for a week again.
    public static let bikeCounts = Source(
        "bike_counts", "Bikes at the city's counters by quarter of an hour, from its open data portal",
        settings: [
            .location("a directory of recorded answers, or https://data.cityofnewyork.us/resource/uczf-rk3c.json")
        ],
        resources: [
            Resource(
                "raw.bike_counts",
                columns: [
                    Column("site", .text), Column("counted_at", .timestamp), Column("bikes", .integer),
                    Column("status", .text), Column("id", .text),
                ],
                key: ["site", "counted_at"], cursor: .column("counted_at", lookBackDays: 7), from: portal,
                format: .json(), layouts: [record])
        ])

    private static let portal = Extraction.rest(
        RESTExtraction(
            query: [.init("$where", "date >= '{cursor}'"), .init("$order", "date, site")],
            pagination: .offset(parameter: "$offset", limitParameter: "$limit", limit: 50_000)))

    private static let record = Layout(
        "record",
        fields: [
            .text("id"), .text("site"), .timestamp("date", to: "counted_at"), .integer("counts", to: "bikes"),
            .text("status"),
        ])
}
