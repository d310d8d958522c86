import Diagnostics

/// A question that a document leaves open: `[NEEDS CLARIFICATION: …]`, perhaps with an assumption behind it.
///
/// It does not hold up the work when `**Assumption:** …` follows, on the same line or the next.
public struct OpenQuestion: Sendable, Hashable {
    /// What is asked.
    public let text: String
    /// What is taken for granted until somebody answers.
    public let assumption: String?
    /// The line, from 0.
    public let line: Int
    /// Where it stands.
    public let location: SourceLocation

    /// The questions of a document in order, those in front matter and fenced blocks left out.
    static func all(in document: MarkdownFile) -> [OpenQuestion] {
        guard stand(in: document.text) else { return [] }
        let start = document.frontMatterLines?.upperBound ?? 0
        let numbers = document.lines.indices.filter {
            $0 >= start && !document.isFenced[$0] && document.lines[$0].utf8.contains(UInt8(ascii: "["))
                && document.lines[$0].contains("[NEEDS CLARIFICATION:")
        }
        return numbers.flatMap { number -> [OpenQuestion] in
            let line = String(document.lines[number])
            return line.matches(of: /\[NEEDS CLARIFICATION:\s*([^\]]*)\]/).map { match in
                let rest = line[match.range.upperBound...]
                let next = document.lines.indices.contains(number + 1) ? document.lines[number + 1].trimmed : ""
                let column = line.distance(from: line.startIndex, to: match.range.lowerBound) + 1
                return OpenQuestion(
                    text: match.1.trimmed,
                    assumption: assumption(in: String(rest))
                        ?? (next.hasPrefix("**Assumption:**") ? assumption(in: next) : nil),
                    line: number,
                    location: document.location(line: number, column: column, length: match.0.count))
            }
        }
    }

    /// Whether a text asks anything at all: most do not.
    private static func stand(in text: String) -> Bool {
        var rest = text.utf8[...]
        while let place = rest.firstIndex(of: UInt8(ascii: "[")) {
            rest = rest[place...]
            if rest.starts(with: "[NEEDS CLARIFICATION:".utf8) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private static func assumption(in text: String) -> String? {
        guard let match = text.firstMatch(of: /\*\*Assumption:\*\*\s*(.+)/) else { return nil }
        return match.1.trimmed
    }
}
