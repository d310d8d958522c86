/// What comes next: the boxes of `context/product/roadmap.md`, under the headings of its phases.
///
///     ## Now
///
///     - [x] Hourly air quality for the city (spec 003)
///     - [ ] Stations that run empty
///
/// A box without a spec is a person's to tick; that of an item with one says whether the spec is verified.
public struct RoadmapFile: Sendable {
    /// The file's name in `context/product`.
    public static let fileName = "roadmap.md"

    /// One thing that is planned.
    public struct Item: Sendable, Hashable {
        /// The heading that it stands under; empty above the first.
        public let phase: String
        /// What is wanted.
        public let text: String
        /// Whether its box is ticked.
        public let isTicked: Bool
        /// The spec that stands for it, once there is one.
        public let spec: SpecNumber?
        /// Its line, from 0.
        public let line: Int
    }

    /// The text.
    public let document: MarkdownFile
    /// Every item in order.
    public let items: [Item]

    /// Reads a roadmap.
    public init(_ document: MarkdownFile) {
        self.document = document
        items = document.lines.indices.filter { !document.isFenced[$0] }.compactMap { number in
            guard let match = Self.match(document.lines[number]) else { return nil }
            let phase = document.sections.last { $0.level > 1 && $0.headingLine < number }?.title ?? ""
            return Item(
                phase: phase, text: String(match.text), isTicked: match.isTicked, spec: match.spec, line: number)
        }
    }

    /// The roadmap of a repository; nil when it has none.
    public init?(in tree: SpecTree) throws {
        let file = tree.product.appending(path: Self.fileName)
        guard (try? file.checkResourceIsReachable()) == true else { return nil }
        self.init(try MarkdownFile(contentsOf: file, shown: tree.shown(file)))
    }

    /// The first item that is neither done nor begun.
    public var firstOpen: Item? { items.first { !$0.isTicked && $0.spec == nil } }

    /// The document in which an item names the spec that stands for it; every other byte stays.
    public func linking(_ item: Item, to spec: SpecNumber) -> MarkdownFile {
        var document = document
        guard document.lines.indices.contains(item.line), item.spec == nil else { return document }
        document.replaceLine(item.line, with: "\(document.lines[item.line]) (spec \(spec))")
        return document
    }

    /// The document in which the items of these specs, and no others that have a spec, are ticked.
    public func ticking(_ verified: Set<SpecNumber>) -> MarkdownFile {
        var document = document
        for item in items {
            guard let spec = item.spec, item.isTicked != verified.contains(spec) else { continue }
            let (old, new) = item.isTicked ? (/\[[xX]\]/, "[ ]") : (/\[ \]/, "[x]")
            let line = String(document.lines[item.line])
            document.replaceLine(item.line, with: line.replacing(old, with: new, maxReplacements: 1))
        }
        return document
    }

    /// What an item's line wants, without its box and its spec; the line itself where it is none.
    static func text(of line: Substring) -> String { match(line)?.text ?? line.trimmed }

    private static func match(_ line: Substring) -> (text: String, isTicked: Bool, spec: SpecNumber?)? {
        guard let match = line.trimmed.wholeMatch(of: /[-*] \[([ xX])\]\s+(.*?)(?:\s+\(spec (\d{3,})\))?/),
            !match.2.isEmpty
        else { return nil }
        return (String(match.2), match.1 != " ", match.3.flatMap { SpecNumber($0) })
    }
}
