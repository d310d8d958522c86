import Foundation
import Warehouse

/// A published file: what it was made from and when.
public struct Snapshot: Sendable, Hashable {
    /// The run that published it.
    public let runID: String
    /// The target whose warehouse it was made from.
    public let target: String
    /// When it was published, in UTC.
    public let publishedAt: Timestamp
    /// The file; its name is the run's id.
    public let file: URL

    /// The table in each snapshot that says these things, one row: `run_id`, `target`, `published_at`.
    public static let table: TableName = "weir.snapshot"
    /// The table in each snapshot with one row a relation in it: `schema_name`, `name`, `kind` (what it was), `row_count`.
    public static let contents: TableName = "weir.snapshot_contents"

    static let columns = [
        Column("run_id", .text, isNullable: false), Column("target", .text, isNullable: false),
        Column("published_at", .timestamp, isNullable: false),
    ]
    static let contentColumns = [
        Column("schema_name", .text), Column("name", .text, isNullable: false),
        Column("kind", .text, isNullable: false),
        Column("row_count", .integer, isNullable: false),
    ]
}
