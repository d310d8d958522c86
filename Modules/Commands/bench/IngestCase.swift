import Diagnostics
import DuckDBEngine
import Foundation
import HTTPClient
import Ingest
import Warehouse

/// A month's files from zips into a new table, against `create table as` over the same files.
struct IngestCase {
    let files: BenchFiles

    func measure(_ side: Side) async throws -> Measurement {
        try await files.withDatabase { engine in
            switch side {
            case .ours: try await Self.load(Self.replacing, into: engine, files)
            case .bare: try await bare(engine)
            }
        }
    }

    /// The bike trips as they are, but each load replaces what the table holds.
    static var replacing: Source {
        let trips = Source.bikeTrips
        let resources = trips.resources.map {
            Resource(
                $0.table, columns: $0.columns, key: $0.key, disposition: .replace, cursor: $0.cursor,
                contract: $0.contract, from: $0.extraction, format: $0.format, layouts: $0.layouts)
        }
        return Source(trips.name, trips.description, settings: trips.settings, resources: resources)
    }

    /// Loads the sample's trips with a landing folder of its own; the seconds are those of the engine's work.
    static func load(_ source: Source, into engine: DuckDB, _ files: BenchFiles) async throws -> Measurement {
        let report = try await ingestion(into: engine, files).run(
            source, settings: ["location": files.sample.appending(path: "bike_trips").path])
        guard let phases = report.loads.first?.phases else { throw WeirError.notPrepared(files.sample.path) }
        return Measurement(
            seconds: phases.loadSeconds,
            parts: ["copy, hash, fsync the zips": phases.extractSeconds, "unzip": phases.unpackSeconds])
    }

    static func ingestion(into engine: DuckDB, _ files: BenchFiles) -> Ingestion {
        Ingestion(
            engine: engine, root: files.folder, landing: files.work.appending(path: "landing"),
            transport: ScriptedTransport([]))
    }

    private func bare(_ engine: DuckDB) async throws -> Measurement {
        let query = BareTrips(files: try files.csvFiles()).query
        return try await engine.withConnection { connection in
            try connection.createSchema("raw")
            return try Measurement(
                seconds: seconds {
                    _ = try connection.run("create table raw.bike_trips as \(query)")
                })
        }
    }
}
