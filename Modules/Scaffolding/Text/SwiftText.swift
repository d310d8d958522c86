/// Text as Swift source has it.
enum SwiftText {
    /// A string literal; nothing in it can end it, begin an interpolation or a comment.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || isUnseen(scalar):
                literal += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// A list literal of strings.
    static func list(_ texts: [String]) -> String { "[" + texts.map(literal).joined(separator: ", ") + "]" }

    /// Items with commas, as many on a line as fit; each line begins with so many spaces.
    static func filled(_ items: [String], indent: Int, width: Int = 120) -> String {
        var lines: [String] = []
        var line = ""
        for (index, item) in items.enumerated() {
            let word = index + 1 < items.count ? item + "," : item
            if !line.isEmpty, indent + line.count + 1 + word.count > width - 1 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
    }

    /// A comment's text: one line, nothing that a compiler or a reader of marks could take for more.
    static func comment(_ text: String) -> String { PlainText.line(text) }

    /// Signs that turn or hide text: what a person reads is then not what a compiler reads.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .format || scalar.value == 0x2028 || scalar.value == 0x2029
    }
}

/// What other people wrote, as one harmless line.
enum PlainText {
    /// One line without control characters, marks of Markdown, HTML or templates, and no longer than a line of code is.
    static func line(_ text: String, atMost length: Int = 100) -> String {
        let kept = text.unicodeScalars.map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: " "
            default: "`*\\{}<>|[]\"#".unicodeScalars.contains(scalar) ? " " : Character(scalar)
            }
        }
        let words = String(kept).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count <= length ? words : words.prefix(length - 1) + "…"
    }
}
