import Warehouse

extension SourceSuites {
    /// Trips by shared bike, as they came and as the facts hold them.
    static let bikeTrips = SourceSuites(
        "bike_trips",
        [
            Suite(
                "bike_trips.raw", table: "raw.bike_trips", key: ["ride_id"],
                checks: [
                    .columnsMatch([
                        Column("ride_id", .text), Column("started_at", .timestamp), Column("ended_at", .timestamp),
                        Column("start_station_id", .text), Column("end_station_id", .text),
                        Column("start_lat", .double), Column("start_lng", .double), Column("member_casual", .text),
                    ]).described("Station ids are text: some are numbers, some are like JC105."),
                    .rowCount(1...),
                    .notNull("ride_id"),
                    .unique("ride_id").described("The feed repeats trips; a load keeps one of each."),
                    .notNull("started_at"),
                    .notNull("ended_at", mostly: 0.99),
                    .notNull("member_casual", mostly: 0.99),
                    .inSet("member_casual", ["member", "casual"]),
                    .inSet("gender", ["male", "female", "unknown"]),
                    .between("birth_year", 1850...2100, mostly: 0.99),
                    .between("start_lat", 40.4...41.2, mostly: 0.99),
                    .between("start_lng", -74.5...(-73.5), mostly: 0.99),
                    .pair("started_at", .atMost, "ended_at", mostly: 0.98)
                        .described("Clocks that are set back make a few trips end before they begin."),
                    .notNull("start_station_id", mostly: 0.9).warning,
                    .notNull("end_station_id", mostly: 0.9).warning,
                ]),
            Suite(
                "bike_trips.core",
                [
                    TableChecks(
                        "core.fct_trips", key: ["ride_id"],
                        [
                            .unique("ride_id"),
                            .notNull("ride_id"),
                            .sameRowCount(as: "raw.bike_trips").described("No trip is lost or doubled on the way."),
                            .notNull("trip_date"),
                            .between("start_hour", 0...23),
                            .inSet("member_casual", ["member", "casual", "unknown"]),
                            .notNull("is_valid_duration"),
                            .between("duration_seconds", 1...86_400).rows(where: "is_valid_duration")
                                .named("valid_durations_are_plausible"),
                            .notNull("duration_seconds", mostly: 0.95),
                            .refersTo("start_station_id", "core.dim_stations", "station_id"),
                            .refersTo("end_station_id", "core.dim_stations", "station_id"),
                            .fresh(
                                "started_at", within: .hours(1),
                                comparedTo: .newest("started_at", in: "raw.bike_trips")
                            ).described("The facts were rebuilt after the last load."),
                        ]),
                    TableChecks(
                        "core.dim_stations", key: ["station_id"],
                        [.unique("station_id"), .notNull("station_name", mostly: 0.9).warning]),
                ]),
        ])
}
