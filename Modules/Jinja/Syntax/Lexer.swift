/// Cuts a template into tokens, byte by byte.
struct Lexer {
    let source: SourceText
    let bytes: [UInt8]
    var position = 0
    var tokens: [Token] = []
    /// How many bytes of the source count: a last line end is left out.
    let limit: Int

    init(_ source: SourceText, keepsTrailingNewline: Bool) {
        self.source = source
        bytes = source.bytes
        var limit = bytes.count
        if !keepsTrailingNewline, limit > 0 {
            if bytes[limit - 1] == 0x0A {
                limit -= limit > 1 && bytes[limit - 2] == 0x0D ? 2 : 1
            } else if bytes[limit - 1] == 0x0D {
                limit -= 1
            }
        }
        self.limit = limit
        tokens.reserveCapacity(limit / 4 + 4)
    }

    /// All tokens of the source; the last one is `end`.
    static func tokens(of source: SourceText, keepsTrailingNewline: Bool) throws(JinjaError) -> [Token] {
        var lexer = Lexer(source, keepsTrailingNewline: keepsTrailingNewline)
        try lexer.run()
        return lexer.tokens
    }

    func byte(_ offset: Int) -> UInt8 { offset < limit ? bytes[offset] : 0 }

    mutating func add(_ kind: Token.Kind, from offset: Int) {
        tokens.append(Token(kind: kind, offset: offset, end: position))
    }

    func fail(_ fault: JinjaFault, at offset: Int) -> JinjaError { fault.located(source, offset) }

    private mutating func run() throws(JinjaError) {
        while position < limit {
            let start = position
            while position < limit, !isTagStart(position) { position += 1 }
            let sign = position < limit ? byte(position + 2) : 0
            addData(start..<position, trimmed: sign == 0x2D)
            if position < limit { try lexTag(signed: sign == 0x2D || sign == 0x2B) }
        }
        add(.end, from: limit)
    }

    private func isTagStart(_ offset: Int) -> Bool {
        guard bytes[offset] == 0x7B else { return false }
        let next = byte(offset + 1)
        return next == 0x7B || next == 0x25 || next == 0x23
    }

    private mutating func addData(_ range: Range<Int>, trimmed: Bool) {
        var end = range.upperBound
        if trimmed { while end > range.lowerBound, bytes[end - 1].isSpaceByte { end -= 1 } }
        guard end > range.lowerBound else { return }
        let text = normalizingLineEnds(bytes[range.lowerBound..<end])
        tokens.append(Token(kind: .data(text), offset: range.lowerBound, end: end))
    }

    private mutating func lexTag(signed: Bool) throws(JinjaError) {
        let start = position
        let sort = byte(position + 1)
        if sort == 0x25, try lexRaw(signed: signed) { return }
        position += signed ? 3 : 2
        switch sort {
        case 0x23: try skipComment(from: start)
        case 0x7B:
            add(.variableBegin, from: start)
            try lexExpression(closing: 0x7D, openedAt: start)
        default:
            add(.blockBegin, from: start)
            try lexExpression(closing: 0x25, openedAt: start)
        }
    }

    private mutating func skipComment(from start: Int) throws(JinjaError) {
        while position < limit {
            if bytes[position] == 0x23, byte(position + 1) == 0x7D {
                let trims = position > start + 2 && bytes[position - 1] == 0x2D
                position += 2
                if trims { skipSpace() }
                return
            }
            position += 1
        }
        throw fail(.unclosed("comment", "#}"), at: start)
    }

    mutating func skipSpace() { while position < limit, bytes[position].isSpaceByte { position += 1 } }

    /// Whether a raw block stands here; it is then read to its end.
    private mutating func lexRaw(signed: Bool) throws(JinjaError) -> Bool {
        let start = position
        guard let inner = tagEnd(of: "raw", at: start) else { return false }
        var search = inner
        while search < limit {
            if bytes[search] == 0x7B, byte(search + 1) == 0x25, let after = tagEnd(of: "endraw", at: search) {
                addData(inner..<search, trimmed: byte(search + 2) == 0x2D)
                position = after
                return true
            }
            search += 1
        }
        throw fail(.unclosed("raw block", "{% endraw %}"), at: start)
    }

    /// The offset behind `{% word %}` at `offset`, with the space that a `-` swallows; nil when another tag stands there.
    private func tagEnd(of word: String, at offset: Int) -> Int? {
        var place = offset + 2
        if byte(place) == 0x2D || byte(place) == 0x2B { place += 1 }
        while byte(place).isSpaceByte { place += 1 }
        for expected in word.utf8 {
            guard byte(place) == expected else { return nil }
            place += 1
        }
        while byte(place).isSpaceByte { place += 1 }
        let trims = byte(place) == 0x2D
        if trims || byte(place) == 0x2B { place += 1 }
        guard byte(place) == 0x25, byte(place + 1) == 0x7D else { return nil }
        place += 2
        if trims { while byte(place).isSpaceByte { place += 1 } }
        return place
    }
}

/// The bytes as text, every line end as a line feed.
func normalizingLineEnds(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
        if byte == 0x0D { result.append(0x0A) } else if byte != 0x0A || previous != 0x0D { result.append(byte) }
        previous = byte
    }
    return String(decoding: result, as: UTF8.self)
}
