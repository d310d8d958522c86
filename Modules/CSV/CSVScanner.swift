/// The grammar of CSV: turns bytes into the fields of one record at a time.
struct CSVScanner {
    var record = CSVFields()
    var records = 0
    var line = 1

    private let delimiter: UInt8
    private let quote: UInt8
    private let limitBytes: Int
    private let allowsRagged: Bool
    private var input: CSVInput
    private var width: Int?
    private var currentLine = 1

    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    init(input: CSVInput, delimiter: UInt8, quote: UInt8, limitBytes: Int, allowsRagged: Bool) {
        self.input = input
        self.delimiter = delimiter
        self.quote = quote
        self.limitBytes = limitBytes
        self.allowsRagged = allowsRagged
        // A file that fails here fails again, with its reason, at the first record.
        _ = try? self.input.skip([0xEF, 0xBB, 0xBF])
    }

    mutating func next() throws(CSVError) -> Bool {
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

    /// Reads one record; false when there is no byte left.
    private mutating func readRecord() throws(CSVError) -> Bool {
        guard try input.peek(line: line) != nil else { return false }
        while true {
            let isQuoted = try input.peek(line: line) == quote
            let ended = isQuoted ? try readQuoted() : try readBare()
            record.endField(isQuoted: isQuoted)
            if ended { return true }
        }
    }

    /// Reads a field up to its delimiter; true when the record ends with it.
    private mutating func readBare() throws(CSVError) -> Bool {
        while true {
            let stop = input.run(until: delimiter, or: Self.lineFeed, into: &record)
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

    private mutating func readQuoted() throws(CSVError) -> Bool {
        let start = currentLine
        input.advance()
        while true {
            let stop = input.run(until: quote, or: Self.lineFeed, into: &record)
            try checkLength()
            if stop == nil {
                guard try input.refill(line: line) else { throw CSVError(reason: .unclosedQuote, line: start) }
            } else if stop == Self.lineFeed {
                record.append(Self.lineFeed)
                currentLine += 1
            } else if try input.peek(line: line) == quote {
                input.advance()
                record.append(quote)
            } else {
                return try afterQuote()
            }
        }
    }

    private mutating func afterQuote() throws(CSVError) -> Bool {
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
