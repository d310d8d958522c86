import Archive
import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import Ingest
import JSON
import SampleData
import Warehouse

/// Writes the data that measurements work on; a sample of the same size that is there is kept.
struct Preparation {
    let files: BenchFiles
    let trips: Int

    init(_ files: BenchFiles, trips: Int) { (self.files, self.trips) = (files, trips) }

    func run() async throws {
        try FileManager.default.createDirectory(at: files.folder, withIntermediateDirectories: true)
        let options = try SampleOptions(months: 3, trips: trips)
        if try !hasSample(options) {
            try await SamplePlan(options, in: files.sample).apply()
            try await offload { [files] in try Self.unpack(files) }
        }
        try await makeRaw()
        try await compileModels()
        try await compareSides()
    }

    private func hasSample(_ options: SampleOptions) throws -> Bool {
        guard FileManager.default.fileExists(atPath: files.plain.path),
            let text = try? String(contentsOf: files.sample.appending(path: "sample.json"), encoding: .utf8)
        else { return false }
        let json = try JSONValue.parse(text)
        return json["trips"]?.integer == Int64(options.trips) && json["months"]?.integer == Int64(options.months)
            && json["seed"]?.integer == Int64(bitPattern: options.seed)
    }

    private static func unpack(_ files: BenchFiles) throws {
        try? FileManager.default.removeItem(at: files.plain)
        try FileManager.default.createDirectory(at: files.plain, withIntermediateDirectories: true)
        let root = try ConfinedRoot(files.plain)
        let zips = files.sample.appending(path: "bike_trips")
        for zip in try FileManager.default.contentsOfDirectory(at: zips, includingPropertiesForKeys: nil) {
            try ArchiveReader(file: zip).read(where: { $0.name.hasSuffix(".csv") }) { entry, content in
                let writer = try DurableWriter(to: root.file(entry.name))
                try content.forEachChunk { try writer.write($0) }
                _ = try writer.finish()
            }
        }
    }

    /// The raw tables as the sources fill them, in a warehouse that does not know which files it holds.
    private func makeRaw() async throws {
        try await files.withDatabase { engine in
            let ingestion = IngestCase.ingestion(into: engine, files)
            for (source, folder) in [(Source.bikeTrips, "bike_trips"), (.weather, "weather")] {
                _ = try await ingestion.run(
                    source, settings: ["location": files.sample.appending(path: folder).path])
            }
            try await engine.withConnection { try MergeCase.forget($0) }
        }
        try? FileManager.default.removeItem(at: files.raw)
        try FileManager.default.moveItem(at: files.work.appending(path: "warehouse.duckdb"), to: files.raw)
    }

    private func compileModels() async throws {
        try await files.withDatabase(copyOf: files.raw) { engine in
            try ModelsCase.keep(try await ModelsCase.build(on: engine, files), files)
        }
    }

    /// Both sides must load the same rows, or their times mean nothing.
    private func compareSides() async throws {
        let bare = BareTrips(files: try files.csvFiles()).query
        try await files.withDatabase { engine in
            _ = try await IngestCase.load(IngestCase.replacing, into: engine, files)
            let sum = { (rows: SQL) in
                """
                select count(*), cast(sum(hash(t)) as varchar) from (
                  select * exclude (_weir_load_id, _weir_file) from \(rows)) as t
                """ as SQL
            }
            let ours = try await engine.read(sum("raw.bike_trips"))
            guard try await engine.read(sum("(\(bare))")).rows == ours.rows else {
                throw WeirError.notTheSame("the rows of raw.bike_trips")
            }
        }
    }
}
