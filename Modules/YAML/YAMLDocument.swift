import Diagnostics

/// A YAML text that was read: its root, its warnings, and the way from a mark to a place that a person can look at.
public struct YAMLDocument: Sendable {
    /// The file as messages name it.
    public let file: String
    /// The text.
    public let source: String
    /// The root node; nil for an empty text.
    public let root: YAMLNode?
    /// What is odd but readable: keys that stand twice in one mapping, of which the last counts.
    public let warnings: [WeirError]

    /// Reads a text that holds at most one document.
    ///
    /// Numbers follow the core schema of YAML 1.2; `yes`, `no`, `on`, `off` are booleans as in YAML 1.1, because dbt reads
    /// them so. Anchors, aliases and merge keys are expanded. Throws `yaml.syntax` and its like with line and column:
    /// for broken text, a second document, an unknown tag or alias, nesting or expansion beyond `limits`.
    public static func parse(
        _ text: String, file: String, limits: YAMLLimits = YAMLLimits()
    ) throws(WeirError) -> YAMLDocument {
        let parser = YAMLParser(text: text, file: file, limits: limits)
        let (root, warnings) = try parser.document()
        return YAMLDocument(file: file, source: text, root: root, warnings: warnings)
    }

    /// The place of a mark in this document, with its line as excerpt.
    public func location(_ mark: YAMLMark, length: Int = 1, remark: String? = nil) -> SourceLocation {
        YAMLText(file: file, text: source).location(mark, length: length, remark: remark)
    }
}

/// How far a YAML text may go: enough for every honest file, too little for a bomb.
public struct YAMLLimits: Sendable, Hashable {
    /// How deep nodes may nest, aliases expanded.
    public var depth: Int
    /// How many nodes aliases and merge keys may add in all.
    public var expandedNodes: Int

    /// Limits; by default 100 levels and 100,000 nodes.
    public init(depth: Int = 100, expandedNodes: Int = 100_000) {
        self.depth = depth
        self.expandedNodes = expandedNodes
    }
}

/// A named text, for places with excerpts.
struct YAMLText: Sendable {
    let file: String
    let text: String

    func location(_ mark: YAMLMark, length: Int = 1, remark: String? = nil) -> SourceLocation {
        SourceLocation(
            file: file, line: mark.line, column: mark.column, length: length, excerpt: line(mark.line), remark: remark)
    }

    /// The line of this number, from 1, without its end; nil behind the last.
    private func line(_ number: Int) -> String? {
        let bytes = text.utf8
        var start = bytes.startIndex
        for _ in 1..<max(1, number) {
            guard let end = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            start = bytes.index(after: end)
        }
        let line = bytes[start...].prefix { $0 != 0x0A }
        return String(Substring(line.last == 0x0D ? line.dropLast() : line))
    }
}
