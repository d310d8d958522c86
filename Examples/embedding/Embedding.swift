import Diagnostics
import DuckDBEngine
import DurableFiles
import Foundation
import HTTPClient
import Ingest
import Quality
import Transform
import Warehouse

/// Ingest, Transform and Quality as libraries, without a project, a run store or the program `weir`.
///
/// It loads 40 deliveries from a CSV file into a warehouse in memory, checks them, builds a model, and answers a question.
@main struct Embedding {
    static let deliveries = Source(
        "deliveries", "Parcels brought by bicycle",
        settings: [.location("the CSV file")],
        resources: [
            Resource(
                "raw.deliveries",
                columns: [
                    Column("delivery_id", .integer), Column("day", .day), Column("courier", .text),
                    Column("distance_km", .double), Column("minutes", .integer), Column("status", .text),
                ],
                key: ["delivery_id"], from: .files(FileExtraction(.matching("*.csv"))), format: .csv())
        ])

    static let checks = Suite(
        "deliveries.raw", table: "raw.deliveries", key: ["delivery_id"],
        checks: [
            .rowCount(1...), .unique("delivery_id"), .notNull("courier"), .between("minutes", 1...120),
            .inSet("status", ["delivered", "returned"]),
        ])

    /// Runs everything over the files of `folder` and returns what it says, a line each.
    static func run(in folder: URL) async throws -> String {
        let engine = try await DuckDB.open()
        let landing = try TemporaryDirectory()
        let ingestion = Ingestion(engine: engine, root: folder, landing: landing.url, transport: try CurlTransport())
        let load = try await ingestion.run(deliveries, settings: ["location": "deliveries.csv"])

        let report = try await Checker(engine: engine, clock: SystemWallClock()).run([checks])
        try report.throwIfFailed()

        let project = try TransformProject.load(
            folder: folder, target: TransformTarget(name: "memory", dialect: engine.dialect))
        let build = try await project.build(try project.plan(), engine: engine)
        try build.throwIfFailed()

        let answer = try await engine.read(
            """
            select courier, sum(deliveries) as deliveries, round(1.0 * sum(minutes) / sum(deliveries), 1) as minutes
            from courier_days group by courier order by courier
            """)
        return """
            loaded \(load.loads.flatMap(\.tables).reduce(0) { $0 + $1.rowsRead }) rows
            \(report.results.count { $0.status == .passed }) of \(report.results.count) checks passed
            \(build.results.count) nodes built and tested
            \(answer.rows.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "\n"))
            """
    }

    static func main() async throws {
        print(try await run(in: URL(filePath: #filePath).deletingLastPathComponent()))
    }
}
