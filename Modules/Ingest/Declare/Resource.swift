import Warehouse

/// One table that a source fills: its columns, how rows are told apart, and how they are read from what lands.
public struct Resource: Sendable, Hashable {
    /// What becomes of the rows that stand in the table already.
    public enum Disposition: String, Sendable, Hashable {
        /// They stay; every load adds its rows.
        case append
        /// They go; the table holds the last load's rows.
        case replace
        /// Those with the key of a new row go. Of new rows with one key the last by file and line wins.
        case merge
    }

    /// What a later run starts from.
    public enum Cursor: Sendable, Hashable {
        /// The newest month among the names of the files that were loaded.
        case month
        /// The greatest value of a column; a later run goes back this many days before it.
        case column(ColumnName, lookBackDays: Int = 0)
    }

    /// The table, with its schema.
    public let table: TableName
    /// Its columns in order; `_weir_load_id` and, for files, `_weir_file` are added behind them.
    public let columns: [Column]
    /// The columns that tell a row from all others; needed to merge.
    public let key: [ColumnName]
    /// What becomes of rows that stand there already.
    public let disposition: Disposition
    /// What a later run starts from; nil starts from the beginning, and skips what is loaded already.
    public let cursor: Cursor?
    /// What happens when files hold other columns or types than declared.
    public let contract: SchemaContract
    /// What lands. Resources of one source with equal extractions share what lands.
    public let extraction: Extraction
    /// How what lands is written.
    public let format: RecordFormat
    /// The kinds of files, tried in order; without any, fields carry the names of the columns.
    public let layouts: [Layout]

    /// A resource from its parts; by default it merges where it has a key, else it appends.
    public init(
        _ table: TableName, columns: [Column], key: [ColumnName] = [], disposition: Disposition? = nil,
        cursor: Cursor? = nil, contract: SchemaContract = SchemaContract(), from extraction: Extraction,
        format: RecordFormat, layouts: [Layout] = []
    ) {
        self.table = table
        self.columns = columns
        self.key = key
        self.disposition = disposition ?? (key.isEmpty ? .append : .merge)
        self.cursor = cursor
        self.contract = contract
        self.extraction = extraction
        self.format = format
        self.layouts =
            layouts.isEmpty
            ? [Layout("declared columns", fields: columns.map { Field($0.name.name, $0.type) })] : layouts
    }
}

/// How the records of a file are written.
public enum RecordFormat: Sendable, Hashable {
    /// Delimited text with a header line; these texts are null, between quotes only where `quotedNulls` says so.
    case csv(delimiter: Character = ",", nullTexts: [String] = [""], quotedNulls: Bool = false)
    /// A JSON document with its records as an array under a path of keys; an empty path is the document itself.
    case json(path: [String] = [])
    /// One JSON record a line.
    case jsonLines
    case parquet
    /// A JSON document with one array a field under a key; `units` is the key of an object with the unit of each field.
    case columnarJSON(key: String, units: String)
}
