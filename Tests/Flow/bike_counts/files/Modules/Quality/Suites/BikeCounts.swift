import Warehouse

extension SourceSuites {
    /// Counts of bikes, as they came.
    static let bikeCounts = SourceSuites(
        "bike_counts",
        [
            Suite(
                "bike_counts.raw", table: "raw.bike_counts", key: ["site", "counted_at"],
                checks: [
                    .columnsMatch([
                        Column("site", .text), Column("counted_at", .timestamp), Column("bikes", .integer),
                    ]),
                    .rowCount(1...),
                    .unique("site", "counted_at"),
                    .notNull("site"),
                    .notNull("counted_at"),
                    .between("bikes", 0...5000)
                        .described("A quarter of an hour with more than 5,000 bikes is a broken counter."),
                    .notNull("bikes", mostly: 0.5),
                    .notNull("bikes", mostly: 0.9).named("counters_are_rarely_silent").warning,
                ])
        ])
}
