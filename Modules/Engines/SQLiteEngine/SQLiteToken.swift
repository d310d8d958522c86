/// A word, sign or text of a statement, as a range of its UTF-8 bytes.
struct SQLiteToken: Equatable {
    enum Kind: Equatable {
        /// A bare word: keyword or name.
        case word
        /// A name in double quotes, backticks or brackets.
        case quoted
        /// A text in single quotes, or a number.
        case literal
        /// One sign.
        case sign
    }

    var kind: Kind
    var range: Range<Int>
}

/// A statement, or several, cut into tokens; spaces and comments lie between them.
struct SQLiteTokens {
    let bytes: [UInt8]
    private(set) var tokens: [SQLiteToken] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            let start = place
            switch bytes[place] {
            case 0x20, 0x09, 0x0A, 0x0D, 0x0C: place += 1
            case UInt8(ascii: "-") where follows("-", place): skip(to: "\n", &place)
            case UInt8(ascii: "/") where follows("*", place):
                place += 2
                skip(to: "*/", &place)
            case UInt8(ascii: "'"): quoted(UInt8(ascii: "'"), .literal, &place)
            case UInt8(ascii: "\""), UInt8(ascii: "`"): quoted(bytes[place], .quoted, &place)
            case UInt8(ascii: "["): quoted(UInt8(ascii: "]"), .quoted, &place)
            case let byte where Self.isWord(byte):
                while place < bytes.count, Self.isWord(bytes[place]) { place += 1 }
                tokens.append(SQLiteToken(kind: byte < 0x3A ? .literal : .word, range: start..<place))
            default:
                place += 1
                tokens.append(SQLiteToken(kind: .sign, range: start..<place))
            }
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
        default: false
        }
    }

    private func follows(_ sign: Character, _ place: Int) -> Bool {
        place + 1 < bytes.count && bytes[place + 1] == sign.asciiValue
    }

    private func skip(to end: String, _ place: inout Int) {
        let end = Array(end.utf8)
        while place < bytes.count, !bytes[place...].starts(with: end) { place += 1 }
        place = min(bytes.count, place + end.count)
    }

    private mutating func quoted(_ end: UInt8, _ kind: SQLiteToken.Kind, _ place: inout Int) {
        let start = place
        place += 1
        while place < bytes.count {
            place += 1
            guard bytes[place - 1] == end else { continue }
            guard end != UInt8(ascii: "]"), place < bytes.count, bytes[place] == end else { break }
            place += 1
        }
        tokens.append(SQLiteToken(kind: kind, range: start..<place))
    }

    // MARK: Reading tokens

    /// The text of a token in lower case for a word, as it stands for a sign; empty for others and beyond the end.
    func word(_ index: Int) -> String {
        guard tokens.indices.contains(index) else { return "" }
        let token = tokens[index]
        guard token.kind == .word || token.kind == .sign else { return "" }
        return String(decoding: bytes[token.range], as: UTF8.self).lowercased()
    }

    /// The name that a token stands for, without its quotes; nil when it is none.
    func name(_ index: Int) -> String? {
        guard tokens.indices.contains(index) else { return nil }
        let token = tokens[index]
        switch token.kind {
        case .word: return String(decoding: bytes[token.range], as: UTF8.self)
        case .quoted:
            let quote = String(decoding: [bytes[token.range.upperBound - 1]], as: UTF8.self)
            let inside = String(decoding: bytes[token.range].dropFirst().dropLast(), as: UTF8.self)
            return inside.replacing(quote + quote, with: quote)
        case .literal, .sign: return nil
        }
    }

    /// The place behind the bracket that closes the one at `opening`; nil when none does.
    func end(ofBracketAt opening: Int) -> Int? {
        var depth = 0
        for index in opening..<tokens.count {
            switch word(index) {
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth == 0 { return index + 1 }
            default: break
            }
        }
        return nil
    }

    /// The statements as ranges of tokens, without the semicolons between them and without empty ones.
    var statements: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        for index in tokens.indices where word(index) == ";" {
            ranges.append(start..<index)
            start = index + 1
        }
        return (ranges + [start..<tokens.count]).filter { !$0.isEmpty }
    }
}
