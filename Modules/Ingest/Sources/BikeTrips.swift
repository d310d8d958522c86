import Warehouse

extension Source {
    /// Citi Bike system data: one zip a month for New York and one for Jersey City, older years in one zip each.
    ///
    /// The feed changed its schema in February 2021; both layouts land in one table with one meaning. Other cities of the
    /// same operator publish the newer one under names of the same form: `202004-divvy-tripdata.zip` is Chicago's.
    public static let bikeTrips = Source(
        "bike_trips", "Citi Bike trips of New York and Jersey City, a zip a month",
        settings: [.location("a directory of zips, or the feed's address: https://s3.amazonaws.com/tripdata")],
        resources: [
            Resource(
                "raw.bike_trips", columns: columns, key: ["ride_id"], disposition: .merge, cursor: .month,
                from: .files(
                    FileExtraction(
                        .monthly(
                            months: ["{year}{month}-*-tripdata*", "JC-{year}{month}-*-tripdata*"],
                            years: ["{year}-citibike-tripdata*"]),
                        members: [".csv"])),
                format: .csv(nullTexts: ["", "NULL", "\\N"], quotedNulls: true), layouts: [since2021, until2021])
        ])

    private static let columns: [Column] = [
        Column("ride_id", .text), Column("rideable_type", .text),
        Column("started_at", .timestamp), Column("ended_at", .timestamp),
        Column("start_station_name", .text), Column("start_station_id", .text),
        Column("end_station_name", .text), Column("end_station_id", .text),
        Column("start_lat", .double), Column("start_lng", .double), Column("end_lat", .double),
        Column("end_lng", .double),
        Column("member_casual", .text), Column("bike_id", .text), Column("birth_year", .integer),
        Column("gender", .text),
    ]

    private static let since2021 = Layout(
        "since February 2021",
        fields: [
            .text("ride_id"), .text("rideable_type"), .timestamp("started_at"), .timestamp("ended_at"),
            .text("start_station_name"), .text("start_station_id"), .text("end_station_name"), .text("end_station_id"),
            .double("start_lat"), .double("start_lng"), .double("end_lat"), .double("end_lng"), .text("member_casual"),
        ])

    /// A trip has no id of its own here: its bike and its start name it.
    private static let until2021 = Layout(
        "until January 2021",
        fields: [
            .text("trip duration"), .moment("start time", to: "started_at"), .moment("stop time", to: "ended_at"),
            .text("start station id"), .text("start station name"),
            .double("start station latitude", to: "start_lat"), .double("start station longitude", to: "start_lng"),
            .text("end station id"), .text("end station name"),
            .double("end station latitude", to: "end_lat"), .double("end station longitude", to: "end_lng"),
            .text("bike id"), .text("user type"), .double("birth year"), .text("gender"),
        ],
        select: [
            "ride_id": "'legacy-' || bike_id || '-' || \(.milliseconds("start_time"))",
            "member_casual": "case user_type when 'Subscriber' then 'member' when 'Customer' then 'casual' end",
            "birth_year": "cast(birth_year as integer)",
            "gender": "case gender when '1' then 'male' when '2' then 'female' when '0' then 'unknown' end",
        ])
}
