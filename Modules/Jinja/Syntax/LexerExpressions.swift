extension Lexer {
    /// Reads tokens up to the end of the tag that began at `start`; `closing` is the byte before its last `}`.
    mutating func lexExpression(closing: UInt8, openedAt start: Int) throws(JinjaError) {
        var brackets: [(symbol: Token.Symbol, offset: Int)] = []
        while true {
            skipSpace()
            guard position < limit else {
                if let open = brackets.last { throw fail(.unclosed("'\(open.symbol.rawValue)'", nil), at: open.offset) }
                throw fail(.unclosed("tag", closing == 0x7D ? "}}" : "%}"), at: start)
            }
            if brackets.isEmpty, lexTagEnd(closing: closing) { return }
            try lexToken(&brackets)
        }
    }

    private mutating func lexTagEnd(closing: UInt8) -> Bool {
        let start = position
        let sign = bytes[start]
        let isSigned = sign == 0x2D || (sign == 0x2B && closing == 0x25)
        let place = isSigned ? start + 1 : start
        guard byte(place) == closing, byte(place + 1) == 0x7D else { return false }
        position = place + 2
        add(closing == 0x7D ? .variableEnd : .blockEnd, from: start)
        if sign == 0x2D { skipSpace() }
        return true
    }

    private mutating func lexToken(_ brackets: inout [(symbol: Token.Symbol, offset: Int)]) throws(JinjaError) {
        let start = position
        let first = bytes[start]
        if first.isDigitByte { return try lexNumber() }
        if first.isNameStart {
            while position < limit, bytes[position].isWordByte { position += 1 }
            return add(.name(source.slice(start..<position)), from: start)
        }
        if first == 0x22 || first == 0x27 { return try lexString(quote: first) }
        guard let symbol = symbol(at: start) else {
            let rest = String(decoding: bytes[start..<min(limit, start + 4)], as: UTF8.self)
            throw fail(.unexpectedCharacter(rest.first ?? " "), at: start)
        }
        position += symbol.rawValue.utf8.count
        try balance(symbol, at: start, &brackets)
        add(.symbol(symbol), from: start)
    }

    private func symbol(at offset: Int) -> Token.Symbol? {
        let two = String(decoding: [byte(offset), byte(offset + 1)], as: UTF8.self)
        return Token.Symbol(rawValue: two) ?? Token.Symbol(rawValue: String(decoding: [byte(offset)], as: UTF8.self))
    }

    private func balance(
        _ symbol: Token.Symbol, at offset: Int, _ brackets: inout [(symbol: Token.Symbol, offset: Int)]
    ) throws(JinjaError) {
        switch symbol {
        case .leftBrace, .leftBracket, .leftParenthesis: brackets.append((symbol, offset))
        case .rightBrace, .rightBracket, .rightParenthesis:
            let partner: Token.Symbol =
                symbol == .rightBrace ? .leftBrace : symbol == .rightBracket ? .leftBracket : .leftParenthesis
            guard brackets.last?.symbol == partner else {
                throw fail(.unbalanced(symbol.rawValue, open: brackets.last?.symbol.rawValue), at: offset)
            }
            brackets.removeLast()
        default: break
        }
    }

    private mutating func lexNumber() throws(JinjaError) {
        let start = position
        let next = byte(start + 1) | 0x20
        if bytes[start] == 0x30, next == 0x78 || next == 0x6F || next == 0x62 {
            position += 2
            while byte(position).isWordByte { position += 1 }
            let digits = source.slice(start + 2..<position).replacing("_", with: "")
            guard let value = Int(digits, radix: next == 0x78 ? 16 : next == 0x6F ? 8 : 2) else {
                throw fail(.badNumber(source.slice(start..<position)), at: start)
            }
            return add(.integer(value), from: start)
        }
        skipDigits()
        var isFloat = false
        if byte(position) == 0x2E, byte(position + 1).isDigitByte, !followsDot(start) {
            isFloat = true
            position += 1
            skipDigits()
        }
        let sign = byte(position + 1) == 0x2B || byte(position + 1) == 0x2D ? 2 : 1
        if byte(position) | 0x20 == 0x65, byte(position + sign).isDigitByte {
            isFloat = true
            position += sign
            skipDigits()
        }
        let digits = source.slice(start..<position).replacing("_", with: "")
        if isFloat, let value = Double(digits) { return add(.float(value), from: start) }
        guard !isFloat, let value = Int(digits) else { throw fail(.badNumber(digits), at: start) }
        add(.integer(value), from: start)
    }

    private func followsDot(_ offset: Int) -> Bool { offset > 0 && bytes[offset - 1] == 0x2E }

    private mutating func skipDigits() {
        while byte(position).isDigitByte || (byte(position) == 0x5F && byte(position + 1).isDigitByte) { position += 1 }
    }

    private mutating func lexString(quote: UInt8) throws(JinjaError) {
        let start = position
        position += 1
        var hasEscape = false
        while position < limit, bytes[position] != quote {
            if bytes[position] == 0x5C {
                hasEscape = true
                position += 1
            }
            position += 1
        }
        guard position < limit else { throw fail(.unclosed("string", String(UnicodeScalar(quote))), at: start) }
        let inner = normalizingLineEnds(bytes[start + 1..<position])
        position += 1
        guard hasEscape else { return add(.string(inner), from: start) }
        guard let text = unescaped(inner) else { throw fail(.badEscape(), at: start) }
        add(.string(text), from: start)
    }
}

/// The text of a string literal with its escapes resolved as Python does; nil for a cut or impossible escape.
func unescaped(_ literal: String) -> String? {
    var result = String.UnicodeScalarView()
    var scalars = literal.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
        guard scalar == "\\" else {
            result.append(scalar)
            continue
        }
        guard let escape = scalars.popFirst() else { return nil }
        if let simple = simpleEscapes[escape] {
            result.append(simple)
        } else if let width = ["x": 2, "u": 4, "U": 8][escape] {
            let digits = String(String.UnicodeScalarView(scalars.prefix(width)))
            guard digits.utf8.count == width, let code = UInt32(digits, radix: 16), let decoded = UnicodeScalar(code)
            else { return nil }
            scalars = scalars.dropFirst(width)
            result.append(decoded)
        } else if ("0"..."7").contains(escape) {
            var digits = String(escape)
            while digits.count < 3, let next = scalars.first, ("0"..."7").contains(next) {
                digits.unicodeScalars.append(next)
                scalars.removeFirst()
            }
            guard let decoded = UInt32(digits, radix: 8).flatMap(UnicodeScalar.init) else { return nil }
            result.append(decoded)
        } else if escape != "\n" {
            result.append("\\")
            result.append(escape)
        }
    }
    return String(result)
}

private let simpleEscapes: [UnicodeScalar: UnicodeScalar] = [
    "n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", "\"": "\"", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}",
    "v": "\u{0B}",
]
