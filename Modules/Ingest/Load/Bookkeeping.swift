import Foundation
import Warehouse

/// The tables in the warehouse that say what is loaded; they change in the transaction of the rows they vouch for.
///
/// `raw._weir_loads`: one row a load and table. `raw._weir_files`: one row a file, part of it and table.
/// `raw._weir_state`: the cursor of each table.
enum Bookkeeping {
    static let loads: TableName = "raw._weir_loads"
    static let files: TableName = "raw._weir_files"
    static let state: TableName = "raw._weir_state"

    private static let loadColumns: [Column] = [
        Column("load_id", .text), Column("source", .text), Column("resource", .text), Column("status", .text),
        Column("started_at", .timestamp), Column("finished_at", .timestamp), Column("files", .integer),
        Column("bytes", .integer), Column("rows_read", .integer), Column("rows_inserted", .integer),
        Column("rows_replaced", .integer), Column("rows_duplicate", .integer), Column("cursor", .text),
        Column("schema_changes", .text),
    ]
    private static let fileColumns: [Column] = [
        Column("load_id", .text), Column("source", .text), Column("resource", .text), Column("address", .text),
        Column("part", .text), Column("etag", .text), Column("sha256", .text), Column("bytes", .integer),
        Column("rows_read", .integer),
    ]
    private static let stateColumns: [Column] = [
        Column("source", .text), Column("resource", .text), Column("cursor", .text), Column("load_id", .text),
        Column("updated_at", .timestamp),
    ]

    /// Creates the tables that are missing.
    static func create(_ connection: any EngineConnection) throws {
        for (table, columns) in [(loads, loadColumns), (files, fileColumns), (state, stateColumns)] {
            try connection.createTable(table, columns: columns, ifMissing: true)
        }
    }

    /// What is loaded of a source; nothing when the tables are not there.
    static func read(_ source: String, _ connection: any EngineConnection) throws -> BookkeepingState {
        guard try connection.exists(state) else { return BookkeepingState() }
        let loadIDs = try connection.read("select load_id, resource from \(loads) where source = \(source)")
        let files = try connection.read(
            "select resource, address, part, etag, sha256, bytes from \(files) where source = \(source)")
        let cursors = try connection.read("select resource, cursor from \(state) where source = \(source)")
        return BookkeepingState(
            loads: Set(loadIDs.rows.map { [$0[0].description, $0[1].description] }),
            files: files.rows.map { row in
                BookkeepingState.File(
                    table: row[0].description, address: row[1].description, part: row[2].description,
                    etag: row[3].text, sha256: row[4].description, bytes: row[5].integer.map(Int.init))
            },
            cursors: Dictionary(cursors.rows.map { ($0[0].description, $0[1].description) }) { $1 })
    }

    /// Forgets what is loaded into a table, for a full refresh.
    static func forget(_ source: String, _ table: TableName, _ connection: any EngineConnection) throws {
        for books in [files, state] {
            _ = try connection.run(
                "delete from \(books) where source = \(source) and resource = \(table.description)")
        }
    }

    /// Enters a load of a table, its files, and the cursor that it leaves.
    static func enter(_ load: LoadRecord, _ connection: any EngineConnection) throws {
        let resource = load.table.description
        try connection.insert(
            Table(
                columns: loadColumns,
                rows: [
                    [
                        .text(load.loadID), .text(load.source), .text(resource), "loaded", .timestamp(load.startedAt),
                        .timestamp(load.finishedAt), .integer(Int64(load.files.count)),
                        .integer(Int64(load.files.reduce(0) { $0 + $1.bytes })), .integer(Int64(load.rowsRead)),
                        .integer(Int64(load.counts.inserted)), .integer(Int64(load.counts.replaced)),
                        .integer(Int64(load.counts.duplicates)), Value(load.cursor),
                        .text(load.changes.joined(separator: "; ")),
                    ]
                ]), into: loads)
        let rows = load.files.flatMap { file in
            file.parts.map { part -> [Value] in
                [
                    .text(load.loadID), .text(load.source), .text(resource), .text(file.address), .text(part),
                    Value(file.etag), .text(file.sha256), .integer(Int64(file.bytes)),
                    Value(load.rowsByFile[file.name].map(Int64.init)),
                ]
            }
        }
        try connection.insert(Table(columns: fileColumns, rows: rows), into: files)
        _ = try connection.run("delete from \(state) where source = \(load.source) and resource = \(resource)")
        try connection.insert(
            Table(
                columns: stateColumns,
                rows: [
                    [
                        .text(load.source), .text(resource), Value(load.cursor), .text(load.loadID),
                        .timestamp(load.finishedAt),
                    ]
                ]), into: state)
    }
}

/// What the books say of a source.
struct BookkeepingState: Sendable {
    struct File: Sendable, Hashable {
        let table: String
        let address: String
        let part: String
        let etag: String?
        let sha256: String
        let bytes: Int?

        /// Whether this speaks of the file at an address. Books of older releases hold the whole path of every file: in a
        /// project that was moved since, its end tells the file; that its content is the same is for the caller to see.
        func isOf(_ address: String) -> Bool {
            self.address == address || self.address.hasPrefix("/") && self.address.hasSuffix("/" + address)
        }
    }

    /// Pairs of load id and table.
    var loads: Set<[String]> = []
    var files: [File] = []
    var cursors: [String: String] = [:]

    /// The least cursor of these tables; nil when one of them has none.
    func cursor(of tables: [TableName]) -> String? {
        let found = tables.compactMap { cursors[$0.description] }.filter { !$0.isEmpty }
        return found.count == tables.count ? found.min() : nil
    }

    /// What is loaded of a file into every one of these tables.
    func files(at address: String, for tables: [TableName]) -> [File] {
        let names = Set(tables.map(\.description))
        let records = files.filter { $0.isOf(address) && names.contains($0.table) }
        return records.filter { record in
            names.allSatisfy { name in
                records.contains { $0.table == name && $0.part == record.part && $0.sha256 == record.sha256 }
            }
        }
    }

    /// Whether a load has reached every one of these tables.
    func hasLoaded(_ loadID: String, into tables: [TableName]) -> Bool {
        tables.allSatisfy { loads.contains([loadID, $0.description]) }
    }

    /// Whether nothing is known of a table: what the books say of one that was dropped does not count.
    mutating func forget(_ table: TableName) {
        files.removeAll { $0.table == table.description }
        cursors[table.description] = nil
    }
}

/// A load of one table, as it is entered.
struct LoadRecord: Sendable {
    let loadID: String
    let source: String
    let table: TableName
    let startedAt: Timestamp
    let finishedAt: Timestamp
    let files: [LandedFile]
    let rowsRead: Int
    let rowsByFile: [String: Int]
    let counts: MergeCounts
    let cursor: String?
    let changes: [String]
}
