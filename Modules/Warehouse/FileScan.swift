/// Files that an engine reads in bulk as one relation.
public struct FileScan: Sendable, Hashable {
    /// How the files are written.
    public enum Format: Sendable, Hashable {
        /// Delimited text with one header line of `columns`, in that order.
        case csv(CSVDialect)
        /// Records as the elements of one array, under `path` (keys from the root), or the root itself when it is empty.
        case json(path: [String])
        /// One JSON record a line.
        case jsonLines
        case parquet
    }

    /// How delimited text is written.
    public struct CSVDialect: Sendable, Hashable {
        /// The sign between fields.
        public var delimiter: Character
        /// The sign around fields that hold delimiters or newlines; doubled inside.
        public var quote: Character
        /// Whether the first line names the columns.
        public var hasHeader: Bool
        /// Unquoted texts that mean null.
        public var nullTexts: [String]
        /// Whether the same texts mean null between quotes too.
        public var quotedNulls: Bool

        /// Comma, double quote, a header; an empty field is null.
        public init(
            delimiter: Character = ",", quote: Character = "\"", hasHeader: Bool = true, nullTexts: [String] = [""],
            quotedNulls: Bool = false
        ) {
            (self.delimiter, self.quote, self.hasHeader, self.nullTexts) = (delimiter, quote, hasHeader, nullTexts)
            self.quotedNulls = quotedNulls
        }
    }

    /// The files' absolute paths, in the order in which their rows count.
    public var paths: [String]
    /// How they are written.
    public var format: Format
    /// For delimited text every column in the order of the files; for JSON and Parquet the ones wanted, by name. The engine
    /// reads each field as its type, and sniffs only where this is nil.
    public var columns: [Column]?
    /// A column that receives the path of the file that a row came from.
    public var pathColumn: ColumnName?
    /// A column that receives the number of the row over all files, from 1, in the order of the files and their lines.
    public var rowNumberColumn: ColumnName?

    /// A scan over these files.
    public init(
        _ paths: [String], format: Format, columns: [Column]? = nil, pathColumn: ColumnName? = nil,
        rowNumberColumn: ColumnName? = nil
    ) {
        self.paths = paths
        self.format = format
        self.columns = columns
        self.pathColumn = pathColumn
        self.rowNumberColumn = rowNumberColumn
    }
}
