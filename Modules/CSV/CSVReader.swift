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

    /// How many records were read so far, the header with them.
    public private(set) var records = 0
    /// The line on which the current record begins, from 1.
    public private(set) var line = 1
    /// How many fields the current record has.
    public var fieldCount: Int { record.count }

    private let delimiter: UInt8
    private let limitBytes: Int
    private let allowsRagged: Bool
    private var input: CSVInput
    private var record = CSVFields()
    private var width: Int?
    private var currentLine = 1

    /// A reader of a file.
    ///
    /// - Parameter allowsRagged: whether records may differ in their number of fields.
    public init(
        file: URL, delimiter: UInt8 = UInt8(ascii: ","), allowsRagged: Bool = false,
        limitBytes: Int = CSVReader.defaultLimitBytes
    ) throws(CSVError) {
        self.delimiter = delimiter
        self.allowsRagged = allowsRagged
        self.limitBytes = limitBytes
        input = try CSVInput(file: file)
        skipByteOrderMark()
    }

    /// A reader of bytes in memory.
    public init(
        bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), allowsRagged: Bool = false,
        limitBytes: Int = CSVReader.defaultLimitBytes
    ) {
        self.delimiter = delimiter
        self.allowsRagged = allowsRagged
        self.limitBytes = limitBytes
        input = CSVInput(bytes: bytes)
        skipByteOrderMark()
    }

    /// The first record as texts; none when the file is empty.
    public func header() throws(CSVError) -> [String] { try next() ? strings : [] }

    /// Moves on to the next record; false at the end of the file.
    public func next() throws(CSVError) -> Bool {
        while true {
            record.removeAll()
            line = currentLine
            guard try readRecord() else { return false }
            if record.isBlank, (width ?? 2) > 1 { continue }
            break
        }
        if let width, width != record.count, !allowsRagged {
            throw CSVError(reason: .ragged(expected: width, found: record.count), line: line)
        }
        width = width ?? record.count
        records += 1
        return true
    }

    /// The bytes of a field of the current record, without its quotes; valid inside of the closure.
    public func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        try record.withField(index, body)
    }

    /// Whether a field stood in quotes: an empty one that did not is an absent value.
    public func isQuoted(_ index: Int) -> Bool { record.isQuoted(index) }

    /// A field as text; wrong UTF-8 is replaced by U+FFFD.
    public func string(_ index: Int) -> String { withField(index) { String(decoding: $0, as: UTF8.self) } }

    /// A field as text, or nil for an absent value.
    public func value(_ index: Int) -> String? {
        let text = string(index)
        return text.isEmpty && !isQuoted(index) ? nil : text
    }

    /// All fields of the current record as texts.
    public var strings: [String] { (0..<fieldCount).map { string($0) } }

    private func skipByteOrderMark() {
        // A file that fails here fails again, with its reason, at the first record.
        _ = try? input.skip([0xEF, 0xBB, 0xBF])
    }
}

// MARK: The grammar

extension CSVReader {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// Reads one record; false when there is no byte left.
    private func readRecord() throws(CSVError) -> Bool {
        guard try input.peek(line: line) != nil else { return false }
        while true {
            let isQuoted = try input.peek(line: line) == Self.quote
            let ended = isQuoted ? try readQuoted() : try readBare()
            record.endField(isQuoted: isQuoted)
            if ended { return true }
        }
    }

    /// Reads a field up to its delimiter; true when the record ends with it.
    private func readBare() throws(CSVError) -> Bool {
        while true {
            let stop = input.run {
                $0 != delimiter && $0 != Self.lineFeed
            } into: {
                record.append($0)
            }
            try checkLength()
            if stop == delimiter { return false }
            if stop == Self.lineFeed {
                record.dropCarriageReturn()
                currentLine += 1
                return true
            }
            guard try input.refill(line: line) else {
                record.dropCarriageReturn()
                return true
            }
        }
    }

    private func readQuoted() throws(CSVError) -> Bool {
        let start = currentLine
        input.advance()
        while true {
            let stop = input.run {
                $0 != Self.quote
            } into: { bytes in
                record.append(bytes)
                for byte in bytes where byte == Self.lineFeed { currentLine += 1 }
            }
            try checkLength()
            if stop == nil {
                guard try input.refill(line: line) else { throw CSVError(reason: .unclosedQuote, line: start) }
                continue
            }
            guard try input.peek(line: line) == Self.quote else { return try afterQuote() }
            input.advance()
            record.append(Self.quote)
        }
    }

    private func afterQuote() throws(CSVError) -> Bool {
        guard var byte = try input.peek(line: line) else { return true }
        input.advance()
        if byte == delimiter { return false }
        if byte == Self.carriageReturn {
            guard let next = try input.peek(line: line) else { return true }
            input.advance()
            byte = next
        }
        guard byte == Self.lineFeed else { throw CSVError(reason: .textAfterQuote, line: line) }
        currentLine += 1
        return true
    }

    private func checkLength() throws(CSVError) {
        if record.byteCount > limitBytes {
            throw CSVError(reason: .recordTooLong(limitBytes: limitBytes), line: line)
        }
    }
}
