/// How a CSV file separates its fields and lines. A writer always quotes with `"`.
public struct CSVDialect: Sendable, Hashable {
    /// What a writer puts at the end of a line; a reader takes both.
    public enum LineEnding: String, Sendable, Hashable {
        case lineFeed = "\n"
        case carriageReturnLineFeed = "\r\n"
    }

    /// Which fields a writer puts in quotes.
    public enum Quoting: Sendable, Hashable {
        /// Those that need it, and texts of length zero, so that they differ from an absent value.
        case needed
        /// Every text, and no number.
        case texts
    }

    /// The byte between two fields.
    public var delimiter: UInt8
    /// The end of a line, for a writer.
    public var lineEnding: LineEnding
    /// What a writer quotes.
    public var quoting: Quoting

    /// A dialect; by default commas, line feeds, and quotes where they are needed.
    public init(delimiter: UInt8 = UInt8(ascii: ","), lineEnding: LineEnding = .lineFeed, quoting: Quoting = .needed) {
        self.delimiter = delimiter
        self.lineEnding = lineEnding
        self.quoting = quoting
    }
}
