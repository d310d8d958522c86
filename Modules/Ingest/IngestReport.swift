import Diagnostics
import Foundation
import JSON
import Warehouse

/// What a run did.
public struct IngestReport: Sendable, Hashable {
    /// What a load did to one table.
    public struct TableLoad: Sendable, Hashable {
        /// The table.
        public let table: TableName
        /// Rows read from what landed.
        public let rowsRead: Int
        /// What became of them.
        public let counts: MergeCounts
        /// What the next run starts from.
        public let cursor: String?
        /// What changed or deviated, in words.
        public let schemaChanges: [String]
        let rowsByFile: [String: Int]
    }

    /// One landing that was loaded.
    public struct Load: Sendable, Hashable {
        /// The id on every row of it.
        public let loadID: String
        /// Whether an earlier run had landed it and was stopped.
        public let isRecovered: Bool
        /// How many files landed.
        public let files: Int
        /// How many bytes they have.
        public let bytes: Int
        /// The tables.
        public let tables: [TableLoad]
        /// How long each phase took.
        public var phases = Phases()
    }

    /// How long the phases of a load took, in seconds.
    public struct Phases: Sendable, Hashable {
        /// Copying or downloading into the landing, with hash and fsync; 0 for one that an earlier run had landed.
        public internal(set) var extractSeconds: Double = 0
        /// Unpacking archives, and reading the headers of the files in them.
        public internal(set) var unpackSeconds: Double = 0
        /// The engine's work: from the files into the tables, with the books, in one transaction.
        public internal(set) var loadSeconds: Double = 0
    }

    /// The source.
    public let source: String
    /// What was loaded; nothing when all was loaded already.
    public internal(set) var loads: [Load] = []
    /// How many files were there and loaded already.
    public internal(set) var skippedFiles = 0
    /// What a person should know.
    public internal(set) var notices: [String] = []
    /// How long it took.
    public internal(set) var seconds: Double = 0

    /// Rows read in all loads and tables.
    public var rowsRead: Int { loads.reduce(0) { $0 + $1.tables.reduce(0) { $0 + $1.rowsRead } } }

    /// How long each phase took in all loads.
    public var phases: Phases {
        loads.reduce(into: Phases()) { sum, load in
            sum.extractSeconds += load.phases.extractSeconds
            sum.unpackSeconds += load.phases.unpackSeconds
            sum.loadSeconds += load.phases.loadSeconds
        }
    }

    /// The report as JSON.
    public var json: JSONValue {
        .object([
            "source": .string(source), "rows": .integer(Int64(rowsRead)), "seconds": .number(seconds),
            "loads": .array(loads.map(\.json)), "skipped_files": .integer(Int64(skippedFiles)),
            "notices": .array(notices.map(JSONValue.string)),
        ])
    }
}

extension IngestReport.Load {
    var json: JSONValue {
        .object([
            "load_id": .string(loadID), "recovered": .bool(isRecovered), "files": .integer(Int64(files)),
            "bytes": .integer(Int64(bytes)), "tables": .array(tables.map(\.json)),
            "extract_seconds": .number(phases.extractSeconds), "unpack_seconds": .number(phases.unpackSeconds),
            "load_seconds": .number(phases.loadSeconds),
        ])
    }
}

extension IngestReport.TableLoad {
    var json: JSONValue {
        .object([
            "table": .string(table.description), "rows_read": .integer(Int64(rowsRead)),
            "rows_inserted": .integer(Int64(counts.inserted)), "rows_replaced": .integer(Int64(counts.replaced)),
            "rows_duplicate": .integer(Int64(counts.duplicates)), "cursor": .optional(cursor),
            "schema_changes": .array(schemaChanges.map(JSONValue.string)),
        ])
    }

    var line: String {
        var parts = ["\(counts.inserted) new"]
        if counts.replaced > 0 { parts.append("\(counts.replaced) replaced") }
        if counts.duplicates > 0 { parts.append("\(counts.duplicates) duplicates") }
        return "  \(table): \(rowsRead) rows read, " + parts.joined(separator: ", ")
    }
}

extension IngestReport: CustomStringConvertible {
    public var description: String {
        var lines: [String] = []
        if loads.isEmpty {
            lines.append(
                "\(source): nothing new"
                    + (skippedFiles > 0
                        ? " (\(skippedFiles) \(skippedFiles == 1 ? "file" : "files") loaded already)" : ""))
        }
        for load in loads {
            let files = "\(load.files) \(load.files == 1 ? "file" : "files")"
            lines.append(
                "\(source): load \(load.loadID)\(load.isRecovered ? ", landed by an earlier run" : ""), \(files)")
            for table in load.tables {
                lines.append(table.line)
                lines += table.schemaChanges.map { "    \($0)" }
            }
        }
        return (lines + notices.map { "  \($0)" }).joined(separator: "\n")
    }
}
