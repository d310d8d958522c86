import Diagnostics
import DurableFiles
import Foundation
import Warehouse

extension SnapshotStore {
    /// Writes a plan's relations into a new snapshot and makes it the current one.
    ///
    /// All of it is copied in one transaction, into a file that nobody sees yet. When anything fails, the old snapshot stays
    /// current and nothing of the new one is left. Snapshots beyond `kept` are removed; one that cannot be is told as the
    /// warning `snapshots.not_removed`, and tried again by the next publication.
    @discardableResult
    public func publish(
        _ plan: SnapshotPlan, from engine: any Engine, runID: String, clock: any WallClock,
        events: any EventSink = SilentSink()
    ) async throws -> Snapshot {
        let draft = folder.appending(path: "\(Self.draftPrefix)\(UInt32.random(in: .min ... .max)).\(fileExtension)")
        try await offload {
            try DurableFile.createFolder(folder)
            try removeDrafts()
        }
        let publishedAt = Timestamp(clock.now)
        do {
            try await engine.withConnection { connection in
                try write(plan, into: draft, on: connection, runID: runID, at: publishedAt)
            }
            return try await offload {
                let file = try place(draft, runID: runID)
                for failure in prune(keeping: file) { events.send(.notRemoved(failure, at: clock.now)) }
                return Snapshot(runID: runID, target: target, publishedAt: publishedAt, file: file)
            }
        } catch {
            try? await offload { try removeDrafts() }
            throw error
        }
    }

    static let draftPrefix = ".draft-"

    private func write(
        _ plan: SnapshotPlan, into draft: URL, on connection: any EngineConnection, runID: String, at time: Timestamp
    ) throws {
        let catalog = "weir_draft_\(draft.deletingPathExtension().lastPathComponent.dropFirst(Self.draftPrefix.count))"
        _ = try connection.run(connection.dialect.attach(file: draft.path, as: catalog, readOnly: false))
        let result = Result {
            try connection.transaction {
                let writer = SnapshotWriter(connection: connection, catalog: catalog)
                let row: [Value] = [.text(runID), .text(target), .timestamp(time)]
                try writer.add(Snapshot.table, Table(columns: Snapshot.columns, rows: [row]))
                let relations = try plan.relations.map { try writer.copy($0) }
                let extras = try plan.extras.map { try writer.copy($0) }
                try writer.add(Snapshot.contents, Table(columns: Snapshot.contentColumns, rows: relations + extras))
            }
        }
        let detached = Result { _ = try connection.run("detach \(identifier: catalog)") }
        try result.get()
        try detached.get()
    }

    /// Makes a finished draft the current snapshot.
    private func place(_ draft: URL, runID: String) throws -> URL {
        try DurableFile.sync(draft)
        let file = freeName(runID)
        try DurableFile.rename(draft, to: file)
        try DurableFile.replaceLink(at: link, target: file.lastPathComponent)
        return file
    }

    /// Removes the snapshots that are too many; returns why some of them are still there.
    private func prune(keeping current: URL) -> [any Error] {
        do {
            let old = try files().filter { $0.lastPathComponent != current.lastPathComponent }.dropFirst(kept - 1)
            return old.compactMap { file in
                // A snapshot is a file: a folder of its name is somebody else's.
                unlink(file.path) == 0 ? nil : WeirError.fileFailure(errno: errno, "removed", path: file.path)
            }
        } catch { return [error] }
    }

    /// A name that no snapshot has yet: who has one open must not meet another under its name.
    private func freeName(_ runID: String) -> URL {
        var number = 1
        while true {
            let name = number == 1 ? runID : "\(runID)-\(number)"
            let file = folder.appending(path: "\(name).\(fileExtension)")
            if !FileManager.default.fileExists(atPath: file.path) { return file }
            number += 1
        }
    }

    /// Removes what a publication that was killed has left.
    private func removeDrafts() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasPrefix(Self.draftPrefix) {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }
}

/// Writes tables into an attached file.
private struct SnapshotWriter {
    let connection: any EngineConnection
    let catalog: String

    /// Copies a relation of the warehouse; returns its row for the table of contents.
    func copy(_ relation: Relation) throws -> [Value] {
        let table = try make(relation.name)
        try connection.createTable(table, as: "select * from \(relation.name)")
        return try line(relation.name, relation.kind)
    }

    /// Adds a table that was handed in; returns its row for the table of contents.
    func copy(_ extra: SnapshotPlan.Extra) throws -> [Value] {
        try add(extra.name, extra.rows)
        return try line(extra.name, .table)
    }

    /// Adds a table with these rows.
    func add(_ name: TableName, _ rows: Table) throws {
        let table = try make(name)
        try connection.createTable(table, columns: rows.columns)
        try connection.insert(rows, into: table)
    }

    private func line(_ name: TableName, _ kind: RelationKind) throws -> [Value] {
        let count = try connection.rowCount(of: try name.inCatalog(catalog))
        return [Value(name.schema), .text(name.name), .text(kind.rawValue), .integer(Int64(count))]
    }

    /// The table's name in the file, its schema made.
    private func make(_ name: TableName) throws -> TableName {
        if let schema = name.schema, connection.dialect.hasSchemas {
            _ = try connection.run("create schema if not exists \(identifier: catalog).\(identifier: schema)")
        }
        return try name.inCatalog(catalog)
    }
}
