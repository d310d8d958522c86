import Diagnostics
import Foundation
import JSON
import Warehouse

/// Loads a landing into the warehouse, in one transaction with the books.
struct Loader {
    let source: Source
    let settings: SettingValues
    let engine: any Engine
    let clock: any WallClock
    let progress: IngestProgress

    /// Loads what was prepared; tables that have this load already are passed over.
    func load(_ prepared: LoadPreparation.Prepared) async throws -> [IngestReport.TableLoad] {
        let bytes = prepared.files.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.bytes } }
        progress.begin("load", totalBytes: bytes)
        try await prepareBooks()
        let books = try await engine.withConnection { [source] in try Bookkeeping.read(source.name, $0) }
        return try await engine.withConnection { [self] connection in
            let targets = try source.resources.map {
                TargetTable(table: $0.table, connection: connection, present: try connection.columns(of: $0.table))
            }
            return try connection.transaction {
                try Bookkeeping.create(connection)
                return try zip(source.resources, targets).compactMap { resource, target in
                    guard let files = prepared.files[resource.table],
                        !books.loads.contains([prepared.manifest.loadID, resource.table.description])
                    else { return nil }
                    let notes = prepared.notes[resource.table] ?? []
                    return try load(resource, files, prepared.manifest, books, target, notes)
                }
            }
        }
    }

    /// Creates the books before the load's transaction: two sources that load side by side into a new warehouse would both
    /// create them, and the one that loses would have to load again.
    private func prepareBooks() async throws {
        for attempt in 1... {
            do {
                return try await engine.withConnection { connection in
                    try connection.transaction { try Bookkeeping.create(connection) }
                }
            } catch let error as WeirError where error.code == .engineConflict && attempt < 50 {
                try await clock.sleep(seconds: 0.02)
            }
        }
    }

    private func load(
        _ resource: Resource, _ files: [DataFile], _ manifest: LandingManifest, _ books: BookkeepingState,
        _ target: TargetTable, _ notes: [String]
    ) throws -> IngestReport.TableLoad {
        if manifest.isFullRefresh { try Bookkeeping.forget(source.name, resource.table, target.connection) }
        var outcome = try TableLoad(
            source: source, resource: resource, settings: settings, contract: try settings.contract(resource.contract),
            manifest: manifest, files: files, target: target, progress: progress
        ).run()
        outcome.changes += notes
        let old =
            manifest.isFullRefresh ? nil : books.cursors[resource.table.description].flatMap { $0.isEmpty ? nil : $0 }
        let cursor = [old, outcome.cursor].compactMap { $0 }.max(by: Self.isBefore)
        try Bookkeeping.enter(
            LoadRecord(
                loadID: manifest.loadID, source: source.name, table: resource.table, startedAt: manifest.startedAt,
                finishedAt: Timestamp(clock.now), files: manifest.files.filter { $0.tables.contains(resource.table) },
                rowsRead: outcome.rowsRead, rowsByFile: outcome.rowsByFile, counts: outcome.counts, cursor: cursor,
                changes: outcome.changes), target.connection)
        return IngestReport.TableLoad(
            table: resource.table, rowsRead: outcome.rowsRead, counts: outcome.counts, cursor: cursor,
            schemaChanges: outcome.changes, rowsByFile: outcome.rowsByFile)
    }

    /// Cursors are days, times or numbers, as text.
    private static func isBefore(_ left: String, _ right: String) -> Bool {
        if let left = Double(left), let right = Double(right) { return left < right }
        return left < right
    }
}
