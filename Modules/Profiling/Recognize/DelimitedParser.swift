/// The signs that delimited text is divided by.
struct DelimitedSigns: Hashable, Sendable {
    var delimiter: UInt8
    /// Nil where quotes are text.
    var quote: UInt8?
    /// What makes a quote inside of quotes text; the quote itself where it is doubled.
    var escape: UInt8?

    init(_ delimiter: UInt8, quote: UInt8? = UInt8(ascii: "\""), escape: UInt8? = nil) {
        self.delimiter = delimiter
        self.quote = quote
        self.escape = escape ?? quote
    }
}

/// One record: its fields one behind the other, and where each ends.
struct DelimitedRecord {
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []
    private(set) var quoted: [Bool] = []
    /// Bytes of the text before it.
    fileprivate(set) var offset = 0

    var count: Int { ends.count }
    /// Whether it is an empty line.
    var isBlank: Bool { ends.count == 1 && bytes.isEmpty && !quoted[0] }

    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
    func text(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }
    func isQuoted(_ index: Int) -> Bool { quoted[index] }
    /// Every field as text.
    var texts: [String] { (0..<count).map(text) }

    fileprivate mutating func append(_ byte: UInt8) { bytes.append(byte) }
    fileprivate mutating func append(_ run: UnsafeRawBufferPointer) { bytes.append(contentsOf: run) }
    fileprivate mutating func endField(quoted isQuoted: Bool) {
        ends.append(bytes.count)
        quoted.append(isQuoted)
    }
    fileprivate mutating func clear(at offset: Int) {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        quoted.removeAll(keepingCapacity: true)
        self.offset = offset
    }
}

/// Divides delimited text into records, piece by piece, whatever is wrong with it.
///
/// A quote counts at the beginning of a field only. What follows a closing quote belongs to the field. Lines end by LF,
/// CRLF or CR. Memory is bounded by the longest record.
struct DelimitedParser {
    private enum State { case start, plain, quoted, escaped, closing }

    private let signs: DelimitedSigns
    private var state = State.start
    private var record = DelimitedRecord()
    private var isQuoted = false
    private var skipsLineFeed = false
    private var consumed = 0
    /// How many fields have text behind their closing quote.
    private(set) var textAfterQuote = 0
    /// Whether the text ended within quotes.
    private(set) var endsInQuotes = false

    init(_ signs: DelimitedSigns) { self.signs = signs }

    /// Divides the next bytes, and hands over each record that they end.
    mutating func feed(_ chunk: UnsafeRawBufferPointer, _ handle: (DelimitedRecord) throws -> Void) rethrows {
        var place = 0
        while place < chunk.count {
            let byte = chunk[place]
            if skipsLineFeed, skipLineFeed(byte, at: consumed + place) {
                place += 1
                continue
            }
            switch state {
            case .quoted: place = quoted(chunk, at: place)
            case .escaped:
                // A backslash before anything but a quote or itself stands for itself.
                if byte != signs.quote, byte != signs.escape, let escape = signs.escape { record.append(escape) }
                record.append(byte)
                state = .quoted
                place += 1
            case .closing where byte == signs.quote && signs.escape == signs.quote:
                record.append(byte)
                state = .quoted
                place += 1
            case .start where byte == signs.quote:
                isQuoted = true
                state = .quoted
                place += 1
            default:
                place = try plain(chunk, at: place, handle)
            }
        }
        consumed += chunk.count
    }

    /// Ends the text: hands over the record that no line end has ended.
    mutating func finish(_ handle: (DelimitedRecord) throws -> Void) rethrows {
        endsInQuotes = state == .quoted || state == .escaped
        guard state != .start || record.count > 0 else { return }
        record.endField(quoted: isQuoted)
        try handle(record)
        reset(at: consumed)
    }

    /// Whether a byte is the second of a line end; it is passed over.
    private mutating func skipLineFeed(_ byte: UInt8, at offset: Int) -> Bool {
        skipsLineFeed = false
        if byte == 0x0A { record.clear(at: offset + 1) }
        return byte == 0x0A
    }

    /// Takes bytes within quotes up to and with the sign that may end them.
    private mutating func quoted(_ chunk: UnsafeRawBufferPointer, at start: Int) -> Int {
        let end = runEnd(chunk, from: start, until: signs.quote, or: signs.escape)
        record.append(UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
        guard end < chunk.count else { return end }
        state = chunk[end] == signs.quote ? .closing : .escaped
        return end + 1
    }

    /// Takes bytes outside of quotes up to and with the sign that ends them.
    private mutating func plain(
        _ chunk: UnsafeRawBufferPointer, at start: Int, _ handle: (DelimitedRecord) throws -> Void
    ) rethrows -> Int {
        var end = start
        let delimiter = signs.delimiter
        while end < chunk.count, chunk[end] != delimiter, chunk[end] != 0x0A, chunk[end] != 0x0D { end += 1 }
        if end > start {
            if state == .closing { textAfterQuote += 1 }
            record.append(UnsafeRawBufferPointer(rebasing: chunk[start..<end]))
            state = .plain
        }
        guard end < chunk.count else { return end }
        record.endField(quoted: isQuoted)
        isQuoted = false
        state = .start
        if chunk[end] != delimiter {
            try handle(record)
            skipsLineFeed = chunk[end] == 0x0D
            reset(at: consumed + end + 1)
        }
        return end + 1
    }

    private mutating func reset(at offset: Int) {
        record.clear(at: offset)
        isQuoted = false
        state = .start
    }

    private func runEnd(
        _ chunk: UnsafeRawBufferPointer, from start: Int, until first: UInt8?, or second: UInt8?
    ) -> Int {
        var end = start
        while end < chunk.count, chunk[end] != first, chunk[end] != second { end += 1 }
        return end
    }
}

extension DelimitedParser {
    /// A record of a sample as texts.
    struct Row: Sendable, Hashable {
        let cells: [String]
        let offset: Int

        /// How many cells hold something.
        var filled: Int { cells.count { !$0.allSatisfy(\.isWhitespace) } }
    }

    /// What a sample divides into.
    struct Sample: Sendable {
        /// The records without blank ones.
        var rows: [Row] = []
        var textAfterQuote = 0
        var endsInQuotes = false
        /// Whether a field holds a line break.
        var hasBreaks = false
    }

    /// The records of a sample; without the last one when the sample is cut there.
    static func sample(_ bytes: [UInt8], _ signs: DelimitedSigns, isCut: Bool, atMost limit: Int = .max) -> Sample {
        var parser = DelimitedParser(signs)
        var sample = Sample()
        let take = { (record: DelimitedRecord) in
            guard !record.isBlank, sample.rows.count < limit else { return }
            sample.rows.append(Row(cells: record.texts, offset: record.offset))
            if record.bytes.contains(0x0A) { sample.hasBreaks = true }
        }
        bytes.withUnsafeBytes { parser.feed($0, take) }
        let whole = sample.rows.count
        parser.finish(take)
        if isCut, sample.rows.count > whole, sample.rows.count > 1 { sample.rows.removeLast() }
        sample.textAfterQuote = parser.textAfterQuote
        sample.endsInQuotes = parser.endsInQuotes
        return sample
    }
}
