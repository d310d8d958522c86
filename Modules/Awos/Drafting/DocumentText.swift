/// Texts of other people, made fit for where they go: what they hold is read as text there and as nothing else.
enum DocumentText {
    /// A scalar in YAML, plain where nothing in it has a meaning.
    static func yaml(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /[A-Za-z0-9_.\/*+()<>=-]([A-Za-z0-9_.\/*+()<>= -]*[A-Za-z0-9_.\/*+()<>=-])?/) != nil
        let means = ["true", "false", "null", "yes", "no", "on", "off", "y", "n", ".nan", ".inf"]
        let begins = text.first.map { "-*<=>".contains($0) } ?? true
        let isNumber = Double(text) != nil || text.wholeMatch(of: /[0-9+.][0-9_.xobEe+-]*/) != nil
        if isPlain, !begins, !isNumber, !means.contains(text.lowercased()) { return text }
        return "\"" + text.unicodeScalars.map(escaped).joined() + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\t": return "\\t"
        case "\r": return "\\r"
        default:
            guard isControl(scalar) else { return String(scalar) }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
        }
    }

    /// Control characters, and those that separate lines or turn the direction of a text.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate, .privateUse: true
        default: false
        }
    }

    /// One line of Markdown that shows the text as it is: no link, mark, heading, box, tag or fence comes of it.
    static func markdown(_ text: String) -> String {
        var line = ""
        let scalars = Array(oneLine(text).unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "[": line += "&#91;"
            case "]": line += "&#93;"
            case "<": line += "&lt;"
            case ">": line += "&gt;"
            case "&": line += "&amp;"
            // Between letters an underscore means nothing.
            case "_" where isWord(scalars, index - 1) && isWord(scalars, index + 1): line += "_"
            case "\\", "`", "*", "|", "~", "_": line += "\\" + String(scalar)
            default: line.unicodeScalars.append(scalar)
            }
        }
        guard let first = line.first, "#+-=".contains(first) else { return line }
        return "\\" + line
    }

    private static func isWord(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars.indices.contains(index)
            && (scalars[index].properties.isAlphabetic || ("0"..."9").contains(scalars[index]))
    }

    /// Several lines of Markdown as a quotation.
    static func quotation(_ text: String) -> [String] {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
            markdown(String($0))
        }
        return lines.map { $0.isEmpty ? ">" : "> \($0)" }
    }

    /// A text without line ends and control characters, its white space single.
    static func oneLine(_ text: String) -> String {
        let spaced = text.unicodeScalars.map { isControl($0) ? " " : String($0) }.joined()
        return spaced.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The first line of a text, cut at a word behind `limit` characters.
    static func title(_ text: String, limit: Int = 72) -> String {
        let line = oneLine(text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "")
        guard line.count > limit else { return line }
        let cut = line.prefix(limit)
        return (cut.lastIndex(of: " ").map { String(cut[..<$0]) } ?? String(cut)) + "…"
    }
}
