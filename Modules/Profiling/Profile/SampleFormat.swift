/// How the files of a resource are written.
public enum SampleFormat: Sendable, Hashable {
    case delimited(DelimitedFormat)
    case json(JSONFormat)
    /// One JSON record a line.
    case jsonLines
    case parquet
    /// A sheet of a workbook, read as delimited text.
    case sheet(SheetFormat)

    /// The word for it: `csv`, `json`, ….
    public var word: String {
        switch self {
        case .delimited(let format): format.delimiter.value == "\t" ? "tsv" : "csv"
        case .json(let format): format.layout == .features ? "geojson" : "json"
        case .jsonLines: "ndjson"
        case .parquet: "parquet"
        case .sheet: "xlsx"
        }
    }

    /// The questions about it that are open.
    var openQuestions: [String] {
        let table: TableLayout? =
            switch self {
            case .delimited(let format): format.layout
            case .sheet(let format): format.layout
            default: nil
            }
        guard let table else { return [] }
        return [table.headerRow, table.footerRows].compactMap { $0.isOpen ? $0.question : nil }
    }
}

/// How delimited text is written.
public struct DelimitedFormat: Sendable, Hashable {
    /// How its bytes are letters: `utf-8`, `utf-16le`, `windows-1252`, ….
    public var encoding: Choice<String>
    /// Whether a byte-order mark stands in front.
    public var hasByteOrderMark: Bool
    /// The sign between fields.
    public var delimiter: Choice<String>
    /// The sign around fields that hold delimiters or line breaks; `none` where quotes are text.
    public var quote: Choice<String?>
    /// What makes a quote inside of quotes text: the quote itself, doubled, or a backslash.
    public var escape: String
    /// Where its table stands.
    public var layout: TableLayout
    /// How many rows have fewer fields than the header.
    public var shortRows: Int
    /// How many rows have more fields than the header, not counting empty ones at the end.
    public var longRows: Int

    /// A format from its parts.
    public init(
        encoding: Choice<String>, hasByteOrderMark: Bool = false, delimiter: Choice<String>, quote: Choice<String?>,
        escape: String, layout: TableLayout, shortRows: Int = 0, longRows: Int = 0
    ) {
        (self.encoding, self.hasByteOrderMark) = (encoding, hasByteOrderMark)
        (self.delimiter, self.quote, self.escape) = (delimiter, quote, escape)
        (self.layout, self.shortRows, self.longRows) = (layout, shortRows, longRows)
    }
}

/// Where the table stands in a file or a sheet: rows count from 1 and without blank ones.
public struct TableLayout: Sendable, Hashable {
    /// The row that names the columns; 0 when there is none. Rows above it are titles.
    public var headerRow: Choice<Int>
    /// Whether the row below the header holds units and no data.
    public var hasUnitsRow: Bool
    /// How many rows at the end are totals and remarks.
    public var footerRows: Choice<Int>
    /// How many rows without a single value stand among the data; they count as rows.
    public var blankRows: Int

    /// A layout from its parts.
    public init(headerRow: Choice<Int>, hasUnitsRow: Bool = false, footerRows: Choice<Int>, blankRows: Int = 0) {
        (self.headerRow, self.hasUnitsRow) = (headerRow, hasUnitsRow)
        (self.footerRows, self.blankRows) = (footerRows, blankRows)
    }

    /// How many rows of titles stand above the header.
    public var titleRows: Int { max(0, headerRow.value - 1) }
}

/// Where the records stand in a JSON document.
public struct JSONFormat: Sendable, Hashable {
    /// How records are laid out.
    public enum Layout: String, Sendable, Hashable, CaseIterable {
        /// An array of objects.
        case records
        /// Features of GeoJSON: properties, and a geometry.
        case features
        /// One array a field, all of one length.
        case columns
        /// An object whose keys name the records.
        case keyed
        /// An array of arrays, the first of which names the columns.
        case rows
        /// One object, which is the only record.
        case single
    }

    /// How records are laid out.
    public var layout: Layout
    /// The keys that lead from the root to them; empty for the root itself.
    public var path: Choice<[String]>

    /// A format from its parts.
    public init(layout: Layout, path: Choice<[String]>) { (self.layout, self.path) = (layout, path) }
}

/// A sheet of a workbook.
public struct SheetFormat: Sendable, Hashable {
    /// The sheet's name.
    public var sheet: String
    /// Where its table stands.
    public var layout: TableLayout

    /// A format from its parts.
    public init(sheet: String, layout: TableLayout) { (self.sheet, self.layout) = (sheet, layout) }
}
