import Diagnostics

/// A document that tells agents what there is, and what it names in code.
public struct Guide: Sendable {
    /// Something that stands in code.
    struct Mention: Sendable {
        let text: String
        let place: SourceLocation
    }

    /// The text.
    let document: MarkdownFile
    /// Every piece of code in running text.
    let spans: [Mention]
    /// What a reader may type: code in running text and the lines of code blocks, without comments.
    let commands: [Mention]

    /// Whether the file at this path is one.
    static func isGuide(_ path: String) -> Bool {
        if path == "CLAUDE.md" || path.hasSuffix("/CLAUDE.md") || path == "AGENTS.md" { return true }
        guard path.hasSuffix(".md") else { return false }
        return [".claude/agents/", ".claude/skills/", ".claude/commands/"].contains(where: path.hasPrefix)
    }

    init(_ document: MarkdownFile) {
        self.document = document
        var spans: [Mention] = []
        var lines: [Mention] = []
        let matter = document.frontMatterLines?.upperBound ?? -1
        for (number, line) in document.lines.enumerated() {
            if document.isFenced[number] || number > matter && line.hasPrefix("    ") {
                lines += Self.command(line, number, in: document).map { [$0] } ?? []
            } else if line.utf8.contains(UInt8(ascii: "`")) {
                spans += Self.spans(line, number, in: document)
            }
        }
        (self.spans, commands) = (spans, lines + spans.filter { $0.text.contains(" ") })
    }

    /// The names among the code: pieces without a space.
    var words: [Mention] { spans.filter { !$0.text.contains(" ") } }

    private static func spans(_ line: Substring, _ number: Int, in document: MarkdownFile) -> [Mention] {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        return parts.indices.filter { $0 % 2 == 1 && $0 < parts.count - 1 }.map { index in
            Mention(
                text: String(parts[index]),
                place: document.location(
                    line: number, column: line.distance(from: line.startIndex, to: parts[index].startIndex) + 1,
                    length: max(1, parts[index].count)))
        }
    }

    private static func command(_ line: Substring, _ number: Int, in document: MarkdownFile) -> Mention? {
        guard !line.trimmed.hasPrefix("```"), !line.trimmed.hasPrefix("~~~") else { return nil }
        let start = line.drop { " $".contains($0) }
        let text = start.prefix { $0 != "#" }.trimmed
        guard !text.isEmpty else { return nil }
        let column = line.distance(from: line.startIndex, to: start.startIndex) + 1
        return Mention(text: text, place: document.location(line: number, column: column, length: text.count))
    }
}

// MARK: What a word is

extension Guide.Mention {
    /// A path of the repository, without `./` before it.
    var path: String? {
        let starts = ["Modules/", "Tests/", "Scripts/", "docs/", "Examples/", ".ci/", ".claude/"]
        let path = text.hasPrefix("./") ? String(text.dropFirst(2)) : text
        guard starts.contains(where: path.hasPrefix), !["<", "…", "NAME", "NNN"].contains(where: path.contains) else {
            return nil
        }
        return path
    }

    /// `RunStore`, `TableName`: letters alone, two capitals or more, a small letter.
    var type: String? {
        guard let first = text.first, first.isUppercase, text.allSatisfy(\.isLetter) else { return nil }
        return text.contains(where: \.isLowercase) && text.dropFirst().contains(where: \.isUppercase) ? text : nil
    }

    /// `marts.mart_demand_daily`: a schema of the warehouse, a dot, a name that is no file's ending.
    var table: String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, TableFiles.schemas.contains(String(parts[0])), !parts[1].isEmpty,
            !["yml", "sql", "md", "csv"].contains(parts[1]), parts[1].allSatisfy({ $0.isLowercase || $0 == "_" })
        else { return nil }
        return text
    }
}
