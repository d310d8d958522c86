import DuckDBEngine
import Foundation
import Ingest
import Warehouse

/// The same trips once more into the table that holds them, against a staging load with delete and insert.
struct MergeCase {
    let files: BenchFiles

    func measure(_ side: Side) async throws -> Measurement {
        try await files.withDatabase(copyOf: files.raw) { engine in
            switch side {
            case .ours: try await IngestCase.load(.bikeTrips, into: engine, files)
            case .bare: try await bare(engine)
            }
        }
    }

    /// Makes a warehouse forget which files of trips it holds.
    static func forget(_ connection: any EngineConnection) throws {
        for books in ["raw._weir_files", "raw._weir_state"] as [TableName] {
            _ = try connection.run("delete from \(books) where source = \(Source.bikeTrips.name)")
        }
    }

    private func bare(_ engine: DuckDB) async throws -> Measurement {
        let query = BareTrips(files: try files.csvFiles()).query
        return try await engine.withConnection { connection in
            try Measurement(seconds: seconds { try Self.merge(query, connection) })
        }
    }

    /// What somebody would write by hand; of rows with one id the last by file and line is kept.
    private static func merge(_ query: SQL, _ connection: any EngineConnection) throws {
        for statement in [
            "begin transaction",
            "create temporary table staging as \(query)",
            """
            delete from staging where rowid in (
              select rowid from staging where ride_id is not null
              qualify row_number() over (partition by ride_id order by rowid desc) > 1)
            """,
            "delete from raw.bike_trips as t using staging as s where s.ride_id = t.ride_id",
            "insert into raw.bike_trips (\(BareTrips.columns)) select \(BareTrips.columns) from staging",
            "drop table staging",
            "commit",
        ] as [SQL] { _ = try connection.run(statement) }
    }
}
