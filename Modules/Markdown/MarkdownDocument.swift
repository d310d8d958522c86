/// A Markdown text, parsed once: HTML in parts, with holes where a fenced block or a value stands.
///
///     let document = MarkdownDocument("# Trips\n\n```chart\ntype: line\n```\n")
///     for part in document.parts { … }     // .html("<h1 id=…"), .fence(…)
///
/// The dialect is GitHub's (tables, strikethrough, task lists, bare links). Raw HTML and links that run code are left
/// out, whoever wrote them.
public struct MarkdownDocument: Sendable, Hashable {
    /// A piece of the document in the order of the text.
    public enum Part: Sendable, Hashable {
        /// Finished HTML; one part alone need not be balanced.
        case html(String)
        /// A fenced block, for the caller to put something in its place.
        case fence(MarkdownFence)
        /// What stood between `{{` and `}}` in running text.
        case value(MarkdownValue)
    }

    /// The parts in order.
    public let parts: [Part]
    /// The headings in order.
    public let headings: [MarkdownHeading]

    /// Parses a text; `firstLine` is the number of its first line in the file that it comes from.
    ///
    /// With `readingValues`, `{{ … }}` in running text (not in code) becomes a `.value` part.
    public init(_ text: String, firstLine: Int = 1, readingValues: Bool = false) {
        let tree = MarkdownTree(text, firstLine: firstLine, readingValues: readingValues)
        headings = tree.headings
        parts = tree.parts
    }

    /// The fenced blocks in order.
    public var fences: [MarkdownFence] {
        parts.compactMap { if case .fence(let fence) = $0 { fence } else { nil } }
    }

    /// The whole as HTML: fenced blocks as code, values as they were written.
    public var html: String {
        parts.map { part in
            switch part {
            case .html(let html): html
            case .fence(let fence): fence.html
            case .value(let value): HTMLText.escape("{{ \(value.text) }}")
            }
        }.joined()
    }
}

/// A fenced block of code.
public struct MarkdownFence: Sendable, Hashable {
    /// What stands behind the opening fence: `sql daily`.
    public let info: String
    /// The lines between the fences, each with its newline.
    public let content: String
    /// The line of the opening fence; the content begins on the next one.
    public let line: Int

    /// The block as code.
    public var html: String {
        let language =
            info.split(separator: " ").first.map { " class=\"language-\(HTMLText.escape(String($0)))\"" } ?? ""
        return "<pre><code\(language)>\(HTMLText.escape(content))</code></pre>\n"
    }
}

/// A value in running text.
public struct MarkdownValue: Sendable, Hashable {
    /// What stands between the braces, without the space around it.
    public let text: String
    /// The line of the paragraph that it stands in.
    public let line: Int
}

/// A heading.
public struct MarkdownHeading: Sendable, Hashable {
    /// From 1 to 6.
    public let level: Int
    /// Its text without marks.
    public let text: String
    /// Its anchor, unique in the document.
    public let anchor: String
    /// Its line.
    public let line: Int
}

/// Text in HTML.
public enum HTMLText {
    /// The text with `&`, `<`, `>` and both quotes escaped: safe between tags and in quoted attributes.
    public static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
