/// What a cell looks like, for telling headers from data and one dialect from another.
enum CellKind: Hashable, Sendable {
    case empty
    case number
    case moment
    case text

    static func of(_ cell: String) -> CellKind { of(utf8: Array(cell.utf8)) }

    private static func of(utf8 bytes: [UInt8]) -> CellKind {
        let cell = trimmed(bytes[...])
        if cell.isEmpty { return .empty }
        if isMoment(cell) { return .moment }
        return isNumber(cell) ? .number : .text
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var rest = bytes.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return rest
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Digits with signs of numbers among them; a currency or a percent sign may stand at the ends.
    private static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
        var digits = 0
        var letters = 0
        for byte in cell {
            if isDigit(byte) {
                digits += 1
            } else if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
                letters += 1
            } else if !".,+-()%$' ".utf8.contains(byte), byte < 0x80 {
                return false
            }
        }
        // Signs of currencies and narrow spaces lie beyond ASCII, and so do letters.
        let beyond = String(decoding: cell.filter { $0 >= 0x80 }, as: UTF8.self)
        let isSigns = beyond.unicodeScalars.allSatisfy {
            $0.properties.generalCategory == .currencySymbol || $0.properties.isWhitespace
        }
        return digits > 0 && letters <= 1 && isSigns
    }

    /// Digits in at least two groups with the signs of dates and times between them.
    private static func isMoment(_ cell: ArraySlice<UInt8>) -> Bool {
        guard let first = cell.first, isDigit(first), cell.count >= 4, cell.count <= 35 else { return false }
        var separators: [UInt8: Int] = [:]
        for byte in cell where !isDigit(byte) {
            guard "-/.:TZ+ APMapm".utf8.contains(byte) else { return false }
            separators[byte, default: 0] += 1
        }
        let dates = [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains { separators[$0] == 2 }
        return dates || (separators[UInt8(ascii: ":")] ?? 0) >= 1 || isYearMonth(cell)
    }

    private static func isYearMonth(_ cell: ArraySlice<UInt8>) -> Bool {
        let parts = cell.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].count == 4 && (1...2).contains(parts[1].count)
            && parts.allSatisfy { $0.allSatisfy(isDigit) }
    }
}
