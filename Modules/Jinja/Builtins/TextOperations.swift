/// The text with its first letter large and all others small.
func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst().lowercased() }

/// The text with each run of letters large at its beginning, as Python's `title()`.
func titled(_ text: String) -> String {
    var result = ""
    var isInWord = false
    for character in text {
        let isLetter = character.isLetter
        result += isLetter ? (isInWord ? character.lowercased() : character.uppercased()) : String(character)
        isInWord = isLetter
    }
    return result
}

/// The text without the given letters (white space by default) at its ends.
func trimmed(_ text: String, _ call: BuiltinCall, start: Bool, end: Bool) throws -> String {
    let letters = try call.text(0, or: "").unicodeScalars
    let isDefault = call[0] == nil || call.argument(0).isNone
    return trimmed(text, start: start, end: end) {
        isDefault ? $0.properties.isWhitespace || (0x1C...0x1F).contains($0.value) : letters.contains($0)
    }
}

/// The text without white space at both ends.
func trimmed(_ text: String) -> String { trimmed(text, start: true, end: true) { $0.properties.isWhitespace } }

private func trimmed(_ text: String, start: Bool, end: Bool, _ isTaken: (UnicodeScalar) -> Bool) -> String {
    var scalars = Substring(text).unicodeScalars
    if start { while let first = scalars.first, isTaken(first) { scalars.removeFirst() } }
    if end { while let last = scalars.last, isTaken(last) { scalars.removeLast() } }
    return String(scalars)
}

/// The text with the first `count` places of `old` (all when it is negative) replaced.
func replaced(_ text: String, _ old: String, _ new: String, count: Int) -> String {
    let source = Array(text.utf8)
    let pattern = Array(old.utf8)
    if pattern.isEmpty { return insertedEverywhere(text, new, count: count) }
    var result: [UInt8] = []
    var place = 0
    var left = count < 0 ? Int.max : count
    while place < source.count {
        if left > 0, source[place] == pattern[0], source[place...].starts(with: pattern) {
            result += new.utf8
            place += pattern.count
            left -= 1
        } else {
            result.append(source[place])
            place += 1
        }
    }
    return String(decoding: result, as: UTF8.self)
}

private func insertedEverywhere(_ text: String, _ new: String, count: Int) -> String {
    var result = ""
    var left = count < 0 ? Int.max : count
    for scalar in text.unicodeScalars {
        if left > 0 {
            result += new
            left -= 1
        }
        result.unicodeScalars.append(scalar)
    }
    return left > 0 ? result + new : result
}

/// The text in the middle of this many letters, as Python's `center()` does it.
func centered(_ text: String, _ width: Int, fill: String = " ") -> String {
    let count = text.unicodeScalars.count
    guard width > count else { return text }
    let margin = width - count
    let left = margin / 2 + (margin & width & 1)
    return String(repeating: fill, count: left) + text + String(repeating: fill, count: margin - left)
}

/// The lines of a text as Python's `splitlines()` cuts them.
func lines(of text: String, keepingEnds: Bool = false) -> [String] {
    var result: [String] = []
    var line = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
        guard lineEnds.contains(scalar) else {
            line.append(scalar)
            continue
        }
        if keepingEnds { line.append(scalar) }
        if scalar == "\r", scalars.first == "\n" {
            scalars.removeFirst()
            if keepingEnds { line.append("\n") }
        }
        result.append(String(line))
        line = String.UnicodeScalarView()
    }
    if !line.isEmpty { result.append(String(line)) }
    return result
}

private let lineEnds: Set<UnicodeScalar> = [
    "\n", "\r", "\u{0B}", "\u{0C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}",
]
