import Warehouse

/// A resource whose rows are in a temporary table: text columns as text, and what a file declares a type for as that type.
struct LoadedTable {
    /// The table; its columns are called `c0`, `c1`, …: headers do not reach SQL.
    let table: TableName
    /// A name for the resource, and why.
    var name: String
    var nameReason: String
    var files: [String]
    var format: SampleFormat
    var columns: [LoadedColumn]
    var rows: Int
    var parent: NestedIn?
    var warnings: [String] = []
    /// Lists of records in the records, to become tables of their own.
    var lists: [NestedList] = []
}

/// A column of a loaded table.
struct LoadedColumn: Hashable {
    /// Its name in the table.
    let place: String
    /// The header; empty for a nameless column.
    var original: String
    /// The keys that lead to it in a JSON record.
    var path: [String] = []
    /// The type that the file itself declares; nil for text.
    var native: ColumnType?
    /// A unit that the file states apart from the header.
    var statedUnit: String?
    /// An identifier that is given, and not made from the header: the parent's key in a nested list.
    var givenName: String?
}

/// A list of records within the records of a resource.
struct NestedList: Hashable {
    /// The column of the parent's table that holds the records as JSON.
    let source: String
    /// The keys that lead to the list.
    let path: [String]
}
