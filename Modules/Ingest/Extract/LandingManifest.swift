import DurableFiles
import Foundation
import JSON
import Warehouse

/// A file that landed, as it came.
struct LandedFile: Sendable, Hashable {
    /// Its name in the landing's folder `files`.
    let name: String
    /// Where it came from: a path, or an address without secrets.
    let address: String
    let etag: String?
    let sha256: String
    let bytes: Int
    /// The months that it is taken for.
    let months: [Month]
    /// Whether only the members of its months are taken.
    let isPartial: Bool
    /// The tables that it fills.
    let tables: [TableName]
    /// The fields of each file in it, in the order in which their rows count.
    var members: [Member] = []
    /// How many rows it had, once it is loaded.
    var rows: Int?

    /// A data file: the file itself, or a member of an archive.
    struct Member: Sendable, Hashable {
        /// Its path below the landing's folder.
        let path: String
        let layout: String
        let fields: [String]
    }

    /// Whether it was there before, as a file; otherwise it was asked for, by its address.
    var isRecorded: Bool { !address.contains("://") }

    /// What the books call the parts of it: its months, or the whole.
    var parts: [String] { isPartial ? months.map(\.description) : [""] }

    var json: JSONValue {
        .object([
            "name": .string(name), "url": .string(address), "etag": .optional(etag), "sha256": .string(sha256),
            "bytes": .integer(Int64(bytes)), "rows": .optional(rows),
            "months": .array(months.map { .string($0.description) }), "only_its_months": .bool(isPartial),
            "tables": .array(tables.map { .string($0.description) }),
            "schema": .array(
                members.map {
                    .object([
                        "path": .string($0.path), "layout": .string($0.layout),
                        "fields": .array($0.fields.map(JSONValue.string)),
                    ])
                }),
        ])
    }

    init?(_ json: JSONValue) {
        guard let name = json["name"]?.string, let address = json["url"]?.string, let sha256 = json["sha256"]?.string,
            let bytes = json["bytes"]?.integer, let tables = json["tables"]?.array
        else { return nil }
        self.init(
            name: name, address: address, etag: json["etag"]?.string, sha256: sha256, bytes: Int(bytes),
            months: json["months"]?.array?.compactMap { $0.string.flatMap { Month($0) } } ?? [],
            isPartial: json["only_its_months"]?.bool ?? false,
            tables: tables.compactMap { $0.string.flatMap { try? TableName(parsing: $0) } })
    }

    init(
        name: String, address: String, etag: String?, sha256: String, bytes: Int, months: [Month] = [],
        isPartial: Bool = false, tables: [TableName]
    ) {
        (self.name, self.address, self.etag, self.sha256, self.bytes) = (name, address, etag, sha256, bytes)
        (self.months, self.isPartial, self.tables) = (months, isPartial, tables)
    }
}

/// What stands in a landing: written when it is complete, and again when it is loaded.
struct LandingManifest: Sendable, Hashable {
    enum Status: String, Sendable {
        /// Complete, and to be loaded.
        case landed
        /// In the warehouse.
        case loaded
        /// Complete, but its content cannot be loaded; kept to be looked at.
        case rejected
    }

    static let fileName = "manifest.json"

    let source: String
    let loadID: String
    var status: Status
    let startedAt: Timestamp
    let isFullRefresh: Bool
    var files: [LandedFile]

    var json: JSONValue {
        .object([
            "source": .string(source), "load_id": .string(loadID), "status": .string(status.rawValue),
            "started_at": .string(startedAt.description), "full_refresh": .bool(isFullRefresh),
            "files": .array(files.map(\.json)),
        ])
    }

    init(
        source: String, loadID: String, status: Status, startedAt: Timestamp, isFullRefresh: Bool, files: [LandedFile]
    ) {
        (self.source, self.loadID, self.status) = (source, loadID, status)
        (self.startedAt, self.isFullRefresh, self.files) = (startedAt, isFullRefresh, files)
    }

    /// The manifest of a landing's folder; nil when there is none: the landing is incomplete.
    init?(in folder: URL) {
        guard let text = try? String(contentsOf: folder.appending(path: Self.fileName), encoding: .utf8),
            let json = try? JSONValue.parse(text), let source = json["source"]?.string,
            let loadID = json["load_id"]?.string, let status = json["status"]?.string.flatMap(Status.init),
            let startedAt = json["started_at"]?.string.flatMap({ Timestamp($0) }), let files = json["files"]?.array
        else { return nil }
        self.init(
            source: source, loadID: loadID, status: status, startedAt: startedAt,
            isFullRefresh: json["full_refresh"]?.bool ?? false, files: files.compactMap(LandedFile.init))
    }

    /// Writes it; the landing's files are on disk before.
    func write(to folder: URL) throws {
        try DurableFile.write(json.text(.indented(spaces: 2)) + "\n", to: folder.appending(path: Self.fileName))
    }
}
