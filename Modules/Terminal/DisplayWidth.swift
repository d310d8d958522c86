extension String {
    /// How many cells the text takes on a terminal: letters of East Asian scripts and emoji take two, marks none.
    var displayWidth: Int { utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth } }

    /// The text in at most `cells`, with `…` at its end where something is left out.
    func truncated(to cells: Int) -> String {
        if displayWidth <= cells { return self }
        var kept = ""
        var used = 1
        for letter in self {
            used += letter.displayWidth
            if used > cells { break }
            kept.append(letter)
        }
        return cells > 0 ? kept + "…" : ""
    }

    /// The text with control characters written out: data must not move the cursor or colour the screen.
    var printable: String {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }) { return self }
        return String(unicodeScalars.flatMap { Array($0.printable) })
    }
}

extension Unicode.Scalar {
    fileprivate var printable: String {
        switch self {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: properties.generalCategory == .control ? "\\u{\(String(value, radix: 16))}" : String(self)
        }
    }
}

extension Character {
    fileprivate var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if unicodeScalars.count > 1, unicodeScalars.contains("\u{FE0F}") { return 2 }
        return Self.wide.contains { $0.contains(first.value) } ? 2 : 1
    }

    /// The blocks of Unicode's East Asian Width "wide", without their gaps.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
