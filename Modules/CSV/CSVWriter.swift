/// Writes CSV into memory, field by field; the owner takes the bytes whenever there are enough of them.
///
///     var writer = CSVWriter()
///     writer.row(["name", "trips"])
///     writer.field("Broadway & W 58 St")
///     writer.field(12)
///     writer.endRow()
///
/// An absent value is an empty field; an empty text is `""`.
public struct CSVWriter: Sendable {
    /// What was written since the last `takeBytes`.
    public private(set) var bytes: [UInt8] = []
    /// How many rows were ended so far, the header with them.
    public private(set) var rows = 0

    private let dialect: CSVDialect
    private var isAtLineStart = true
    private var isFirstFieldEmpty = false

    private static let quote = UInt8(ascii: "\"")

    /// A writer of this dialect.
    public init(dialect: CSVDialect = CSVDialect()) { self.dialect = dialect }

    /// Appends a text, or an absent value.
    public mutating func field(_ text: String?) {
        guard var text else { return absent() }
        text.withUTF8 { field(utf8: $0) }
    }

    /// Appends a text that is at hand as UTF-8.
    public mutating func field(utf8 text: [UInt8]) { text.withUnsafeBufferPointer { field(utf8: $0) } }

    /// Appends a text that is at hand as UTF-8.
    public mutating func field(utf8 text: UnsafeBufferPointer<UInt8>) {
        separate()
        if dialect.quoting == .needed && !needsQuotes(text) {
            bytes.append(contentsOf: text)
            return
        }
        bytes.append(Self.quote)
        for byte in text {
            if byte == Self.quote { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(Self.quote)
    }

    /// Appends a whole number, or an absent value.
    public mutating func field(_ number: Int?) {
        guard let number else { return absent() }
        separate()
        bytes.append(contentsOf: String(number).utf8)
    }

    /// Appends a number that is at hand as ASCII digits, never in quotes.
    public mutating func field(number digits: [UInt8]) {
        separate()
        bytes.append(contentsOf: digits)
    }

    /// Ends the row.
    public mutating func endRow() {
        // A row of one absent field would be an empty line, which readers skip.
        if isFirstFieldEmpty { bytes += [Self.quote, Self.quote] }
        if dialect.lineEnding == .carriageReturnLineFeed { bytes.append(0x0D) }
        bytes.append(0x0A)
        rows += 1
        isAtLineStart = true
        isFirstFieldEmpty = false
    }

    /// Appends a whole row.
    public mutating func row(_ fields: some Sequence<String?>) {
        for text in fields { field(text) }
        endRow()
    }

    /// Hands the bytes over and goes on with none.
    public mutating func takeBytes() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// What was written since the last `takeBytes`, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    private mutating func absent() {
        let isFirst = isAtLineStart
        separate()
        isFirstFieldEmpty = isFirst
    }

    private mutating func separate() {
        if !isAtLineStart { bytes.append(dialect.delimiter) }
        isAtLineStart = false
        isFirstFieldEmpty = false
    }

    private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        // A space at an end is kept by us and trimmed by others.
        if first == 0x20 || first == 0x09 { return true }
        var last = first
        for byte in text {
            if byte == dialect.delimiter || byte == Self.quote || byte == 0x0A || byte == 0x0D { return true }
            last = byte
        }
        return last == 0x20 || last == 0x09
    }
}
