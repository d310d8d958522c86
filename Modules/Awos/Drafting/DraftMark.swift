import DurableFiles

/// The line by which awos knows a text of its own: `<!-- drafted: … -->` with a digest of all other lines.
///
/// A text that a person changed does not fit its line any more, and is never written over unasked.
enum DraftMark {
    /// The text with its mark behind the front matter, or at its top.
    static func sign(_ text: String) throws -> String {
        var document = MarkdownFile(text, file: "")
        let mark = "<!-- drafted: \(try digest(text)) -->"
        document.insert([mark], beforeLine: document.frontMatterLines.map { $0.upperBound + 1 } ?? 0)
        return document.text
    }

    /// Whether a text is as it was drafted.
    static func isUntouched(_ text: String) -> Bool {
        guard let mark = text.firstMatch(of: form) else { return false }
        return (try? digest(text)) == String(mark.1)
    }

    private static func digest(_ text: String) throws -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            // That somebody has read it is no change of it.
            line.wholeMatch(of: form) == nil && line != "<!-- \(FunctionalSpec.unreviewedMark) -->"
        }
        return String(try SHA256.hex(of: lines.joined(separator: "\n")).prefix(16))
    }

    private static var form: Regex<(Substring, Substring)> { /<!-- drafted: ([0-9a-f]{16}) -->/ }
}
