import JSON

/// Row count and checksum of every table of a project's warehouse, whatever order rows stand in.
///
/// Load ids and addresses of files differ from project to project and are left out.
struct Fingerprint: Sendable, Equatable {
    static let tables = [
        "raw.bike_trips", "raw.weather_daily", "raw.weather_hourly", "core.fct_trips", "core.fct_trips_daily",
        "core.dim_stations", "core.dim_date", "marts.mart_demand_daily", "marts.mart_weather_effect",
        "marts.mart_station_stats",
    ]
    static let published = tables.filter { !$0.hasPrefix("raw.") }

    let figures: [String: String]

    /// The figures of these tables on dev, in the warehouse or, with `isLive` false, in the published snapshot.
    static func of(
        _ project: TrialProject, _ tables: [String] = tables, isLive: Bool = true
    ) async throws -> Fingerprint {
        let parts = tables.map { table in
            """
            select '\(table)' as name, count(*) || ' rows, ' || coalesce(sum(hash(t)), 0) as figures
            from (select columns(lambda c: not starts_with(c, '_weir_')) from \(table)) as t
            """
        }
        let rows = try await project.rows(parts.joined(separator: " union all "), isLive: isLive)
        return Fingerprint(
            figures: Dictionary(rows.map { ($0["name"]?.string ?? "", $0["figures"]?.string ?? "") }) { $1 })
    }

    /// The figures of the tables that are published.
    var published: Fingerprint { Fingerprint(figures: figures.filter { !$0.key.hasPrefix("raw.") }) }
}
