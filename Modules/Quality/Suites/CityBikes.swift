import Warehouse

extension SourceSuites {
    /// Where trips and weather meet: the marts that the dashboard shows.
    static let cityBikes = SourceSuites(
        "city_bikes",
        [
            Suite(
                "city_bikes.marts",
                [
                    TableChecks(
                        "marts.mart_demand_daily", key: ["date"],
                        [
                            .unique("date"),
                            .rowCount(1...),
                            .between("trips", 1...),
                            .between("member_share", 0...1),
                            .holds("member_trips + casual_trips <= trips", name: "parts_are_no_more_than_the_whole"),
                            .between("day_of_week", 1...7),
                            .inSet(
                                "rain_category", ["No rain", "Light rain", "Moderate rain", "Heavy rain", "Unknown"]),
                            .notNull("temperature_mean_celsius", mostly: 0.9).warning
                                .described("Days without weather: ingest the weather of the same months."),
                            .failingRows(
                                """
                                select 'trips' as total from (
                                  select (select sum(trips) from \("marts.mart_demand_daily" as TableName)) as daily,
                                    (select count(*) from \("core.fct_trips" as TableName)) as facts) as totals
                                where daily <> facts
                                """, name: "every_trip_has_a_day"),
                        ]),
                    TableChecks(
                        "marts.mart_station_stats", key: ["station_id"],
                        [
                            .unique("station_id"),
                            .holds("trips = departures + arrivals", name: "trips_are_departures_and_arrivals"),
                        ]),
                ])
        ])
}
