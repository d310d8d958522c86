import DuckDBEngine
import Foundation
import Warehouse

/// Where a benchmark keeps its data, and how it opens a database.
struct BenchFiles: Sendable {
    let folder: URL
    /// The dbt project to build.
    let models: URL

    /// The sample as `weir sample` writes it.
    var sample: URL { folder.appending(path: "sample", directoryHint: .isDirectory) }
    /// The sample's CSV files, unpacked.
    var plain: URL { folder.appending(path: "plain", directoryHint: .isDirectory) }
    /// A warehouse with the raw tables of the sample, which a load fills again.
    var raw: URL { folder.appending(path: "raw.duckdb") }
    /// The compiled SQL of the models, in their order.
    var compiled: URL { folder.appending(path: "compiled.json") }
    /// What a measurement writes.
    var work: URL { folder.appending(path: "work", directoryHint: .isDirectory) }

    /// The plain CSV files in order.
    func csvFiles() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: plain, includingPropertiesForKeys: nil)
            .sorted { $0.path < $1.path }
    }

    /// A fresh folder for one measurement.
    func freshWork() throws -> URL {
        try? FileManager.default.removeItem(at: work)
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        return work
    }

    /// A database in a fresh folder: new, or a copy of one. Both sides open it as the target `dev` does, with two threads.
    func withDatabase<Result: Sendable>(
        copyOf original: URL? = nil, _ body: (DuckDB) async throws -> Result
    ) async throws -> Result {
        let file = try freshWork().appending(path: "warehouse.duckdb")
        if let original { try FileManager.default.copyItem(at: original, to: file) }
        return try await Self.withDatabase(file, body)
    }

    static func withDatabase<Result: Sendable>(
        _ file: URL, _ body: (DuckDB) async throws -> Result
    ) async throws -> Result {
        let engine = try await DuckDB.open(file: file, settings: DuckDBSettings(threads: 2))
        do {
            let result = try await body(engine)
            await engine.close()
            return result
        } catch {
            await engine.close()
            throw error
        }
    }
}
