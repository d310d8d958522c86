import Testing

@testable import Awos

@Suite struct TableFilesTests {
    @Test(arguments: [
        ("select * from raw.air join marts.mart_air_2 as m", ["raw.air", "marts.mart_air_2"]),
        ("select core.trips.id, x.core.days, (staging.a)", ["core.trips", "core.days", "staging.a"]),
        ("", []), ("raw", []), ("raw.", []), ("raw.Air draw.air raw .air raw. air raw.1", []),
        ("'quality.results'", ["quality.results"]),
    ])
    func tablesAreFoundInQueries(text: String, tables: [String]) { #expect(TableFiles.tables(in: text) == tables) }

    @Test(arguments: [
        ("raw.air", ["Modules/Ingest/Sources/Air.swift"]), ("raw.air_hourly", ["Modules/Ingest/Sources/Air.swift"]),
        ("raw.airship", []), ("raw.soil_map", ["Modules/Ingest/Sources/SoilMap.swift"]),
        ("marts.mart_air", ["Modules/Transform/Models/marts/mart_air.sql"]), ("marts.gone", []),
    ])
    func aTableHasItsFiles(table: String, files: [String]) {
        let tree = TreeFiles([
            "Modules/Ingest/Sources/Air.swift", "Modules/Ingest/Sources/SoilMap.swift",
            "Modules/Ingest/Sourcesx/Air.swift",
            "Modules/Ingest/Sources/Sources.swift", "Modules/Transform/Models/marts/mart_air.sql", "Zebra.md",
        ])
        #expect(TableFiles.files(of: table, in: tree) == files)
    }
}
