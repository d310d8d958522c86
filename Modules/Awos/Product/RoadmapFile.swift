/// What comes next: the boxes of `context/product/roadmap.md`, under the headings of its phases.
///
///     ## Now
///
///     - [x] Hourly air quality for the city (spec 003)
///     - [ ] Stations that run empty
///
/// A box without a spec is a person's to tick; that of an item with one says whether the spec is verified. `awos roadmap`
/// writes both, after the fact: a spec does not change the roadmap while its work goes on.
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

    /// A spec, as far as a roadmap tells of it.
    public struct Begun: Sendable, Hashable {
        /// Its number.
        public let number: SpecNumber
        /// Its title: what the item that it was begun from wants.
        public let title: String
        /// Whether all of it is proved.
        public let isVerified: Bool

        /// A spec from its parts.
        public init(_ number: SpecNumber, _ title: String, isVerified: Bool) {
            (self.number, self.title, self.isVerified) = (number, title, isVerified)
        }
    }

    /// The document in which every item names the spec that was begun from it, and is ticked exactly when that is
    /// verified; items without a spec, and every other byte, stay.
    public func following(_ specs: [Begun]) -> MarkdownFile {
        var document = document
        for item in items {
            let wanted = DocumentText.title(SpecDraft.plain(item.text))
            guard let spec = specs.first(where: { item.spec == nil ? $0.title == wanted : $0.number == item.spec })
            else { continue }
            var line = String(document.lines[item.line])
            if item.spec == nil {
                line = String(line.reversed().drop(while: \.isWhitespace).reversed()) + " (spec \(spec.number))"
            }
            if item.isTicked != spec.isVerified {
                let (old, new) = item.isTicked ? (/\[[xX]\]/, "[ ]") : (/\[ \]/, "[x]")
                line = line.replacing(old, with: new, maxReplacements: 1)
            }
            document.replaceLine(item.line, with: line)
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
