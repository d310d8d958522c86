import Foundation

/// The models and pages that the house brings; what a project adds beside them in this checkout has tests of its own.
enum HouseFiles {
    private static let files: [(folder: String, names: [String])] = [
        ("Modules/Transform", ["dbt_project.yml", "Macros", "Tests"]),
        (
            "Modules/Transform/Models/staging",
            [
                "bike_trips.yml", "stg_bike_trips.sql", "weather.yml", "stg_weather_daily.sql",
                "stg_weather_hourly.sql",
            ]
        ),
        (
            "Modules/Transform/Models/core",
            ["core.yml", "dim_date.sql", "dim_stations.sql", "fct_trips.sql", "fct_trips_daily.sql"]
        ),
        (
            "Modules/Transform/Models/marts",
            ["marts.yml", "mart_demand_daily.sql", "mart_station_stats.sql", "mart_weather_effect.sql"]
        ),
        ("Modules/Serve/Pages", ["catalog.md", "index.md", "quality.md", "runs.md", "weather.md"]),
        // A run writes its outputs into the notebook.
        ("Modules/Notebooks/Library", ["marts_eda.ipynb"]),
    ]

    /// Copies them from a checkout into a project.
    static func copy(from checkout: URL, to project: URL) throws {
        for (folder, names) in files {
            let target = project.appending(path: folder)
            try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
            for name in names {
                try FileManager.default.copyItem(
                    at: checkout.appending(path: "\(folder)/\(name)"), to: target.appending(path: name))
            }
        }
    }
}
