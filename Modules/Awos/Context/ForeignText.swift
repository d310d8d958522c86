/// Text that comes from data or from somebody's intent, made harmless before it stands in a prompt or a document.
///
/// One line, capped, without control characters or marks that turn the direction of text, and escaped so that it can
/// neither end a block nor begin one.
enum ForeignText {
    /// How many characters are kept where nobody says otherwise.
    static let cap = 240

    /// The text as part of a Markdown line.
    static func line(_ text: some StringProtocol, cap: Int = cap) -> String {
        escaped(plain(text, cap: cap))
    }

    /// The text as code in a Markdown line: a column's name, a path, a query.
    static func code(_ text: some StringProtocol, cap: Int = cap) -> String {
        let plain = plain(text, cap: cap)
        let fence = String(repeating: "`", count: longestRun(of: "`", in: plain) + 1)
        return fence.count == 1 ? "`\(plain)`" : "\(fence) \(plain) \(fence)"
    }

    /// A block of code whose fence is longer than any fence inside.
    static func block(_ text: String, language: String = "") -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        return "\(fence)\(language)\n\(withoutControls(text, keeping: ["\n", "\t"]))\n\(fence)"
    }

    /// One line without control characters, capped; nothing is escaped.
    static func plain(_ text: some StringProtocol, cap: Int = cap) -> String {
        let spaced = String(text.map { $0.isWhitespace ? " " : $0 })
        let words = withoutControls(spaced, keeping: []).split(separator: " ").joined(separator: " ")
        return words.count > cap ? words.prefix(cap - 1) + "…" : words
    }

    /// Without control characters, and without marks that nobody sees: of direction, joiners, byte order.
    static func withoutControls(_ text: String, keeping kept: Set<Unicode.Scalar>) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where kept.contains(scalar) || !isControl(scalar) { scalars.append(scalar) }
        return String(scalars)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escaped(_ text: String) -> String {
        let special: Set<Character> = ["\\", "`", "*", "_", "[", "]", "<", ">", "|"]
        let begins: Set<Character> = ["#", "-", "+", "~", "="]
        var result = text.first.map(begins.contains) == true ? "\\" : ""
        var last: Character = " "
        for character in text {
            // An underscore inside a word is only an underscore.
            let isPlain = character == "_" && (last.isLetter || last.isNumber)
            if special.contains(character), !isPlain { result.append("\\") }
            result.append(character)
            last = character
        }
        return result
    }

    private static func longestRun(of mark: Character, in text: String) -> Int {
        var (longest, run) = (0, 0)
        for character in text {
            run = character == mark ? run + 1 : 0
            longest = max(longest, run)
        }
        return longest
    }
}
