import Foundation

/// Reads CSV record by record, as bytes, from a file or from memory.
///
///     let reader = try CSVReader(file: url)
///     let names = try reader.header()
///     while try reader.next() { print(reader.string(0)) }
///
/// A byte order mark is skipped; lines end by LF or CRLF; a quote counts only at the beginning of a field; empty lines
/// are skipped unless records have one field. The first record gives the number of fields that each one must have.
/// Belongs to one thread at a time; reading a file blocks.
public final class CSVReader {
    /// The most that one record may hold, unless another limit is given: 16 MiB.
    public static let defaultLimitBytes = 1 << 24

    private var scanner: CSVScanner

    /// A reader of a file.
    ///
    /// - Parameters:
    ///   - quote: the byte around fields that hold delimiters or line ends, doubled inside.
    ///   - allowsRagged: whether records may differ in their number of fields.
    public init(
        file: URL, delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""),
        allowsRagged: Bool = false, limitBytes: Int = CSVReader.defaultLimitBytes
    ) throws(CSVError) {
        scanner = CSVScanner(
            input: try CSVInput(file: file), delimiter: delimiter, quote: quote, limitBytes: limitBytes,
            allowsRagged: allowsRagged)
    }

    /// A reader of bytes in memory.
    public init(
        bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""),
        allowsRagged: Bool = false, limitBytes: Int = CSVReader.defaultLimitBytes
    ) {
        scanner = CSVScanner(
            input: CSVInput(bytes: bytes), delimiter: delimiter, quote: quote, limitBytes: limitBytes,
            allowsRagged: allowsRagged)
    }

    /// How many records were read so far, the header with them.
    public var records: Int { scanner.records }
    /// The line on which the current record begins, from 1.
    public var line: Int { scanner.line }
    /// How many fields the current record has.
    public var fieldCount: Int { scanner.record.count }

    /// The first record as texts; none when the file is empty.
    public func header() throws(CSVError) -> [String] { try next() ? strings : [] }

    /// Moves on to the next record; false at the end of the file.
    public func next() throws(CSVError) -> Bool { try scanner.next() }

    /// The bytes of a field of the current record, without its quotes; valid inside of the closure.
    public func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try scanner.record.withField(index, body)
    }

    /// Whether a field stood in quotes: an empty one that did not is an absent value.
    public func isQuoted(_ index: Int) -> Bool { scanner.record.isQuoted(index) }

    /// A field as text; wrong UTF-8 is replaced by U+FFFD.
    public func string(_ index: Int) -> String { withField(index) { String(decoding: $0, as: UTF8.self) } }

    /// A field as text, or nil for an absent value.
    public func value(_ index: Int) -> String? {
        let text = string(index)
        return text.isEmpty && !isQuoted(index) ? nil : text
    }

    /// All fields of the current record as texts.
    public var strings: [String] { (0..<fieldCount).map { string($0) } }
}
