import Diagnostics
import DurableFiles
import Foundation
import YAML

/// A Markdown document whose machine part is its front matter, its headings and the ids in it.
///
/// An edit replaces the bytes it is about and leaves every other one as a person wrote it, line ends included.
public struct MarkdownFile: Sendable, Hashable {
    /// A heading and what stands below it, up to the next heading of the same or a higher level.
    public struct Section: Sendable, Hashable {
        /// 1 for `#`, 2 for `##`.
        public let level: Int
        /// The heading's text.
        public let title: String
        /// The heading's line, from 0.
        public let headingLine: Int
        /// The lines below the heading, from 0.
        public let lines: Range<Int>
    }

    /// The file as messages name it.
    public let file: String
    /// The whole text.
    public private(set) var text: String
    /// The lines without their ends.
    public private(set) var lines: [Substring]
    /// The lines of the front matter without its fences; nil when there is none.
    public private(set) var frontMatterLines: Range<Int>?
    /// Every section in order.
    public private(set) var sections: [Section]
    /// For each line whether it stands inside a fenced block, its fences included.
    public private(set) var isFenced: [Bool]

    /// Reads a text; any text is a document.
    public init(_ text: String, file: String) {
        self.file = file
        (self.text, lines, frontMatterLines, sections, isFenced) = (text, [], nil, [], [])
        scan()
    }

    /// Reads a file, which messages name by `shown`.
    public init(contentsOf place: URL, shown: String) throws {
        guard let data = FileManager.default.contents(atPath: place.path) else { throw WeirError.noDocument(shown) }
        guard let text = String(validating: data, as: UTF8.self) else { throw WeirError.notText(shown) }
        self.init(text, file: shown)
    }

    private mutating func scan() {
        lines = Self.lines(of: text)
        frontMatterLines = nil
        if lines.first?.trimmed == "---", let end = lines.dropFirst().firstIndex(where: { $0.trimmed == "---" }) {
            frontMatterLines = 1..<end
        }
        isFenced = Array(repeating: false, count: lines.count)
        var fence: String?
        var headings: [(level: Int, title: String, line: Int)] = []
        for number in (frontMatterLines.map { $0.upperBound + 1 } ?? 0)..<max(lines.count, 1) where number < lines.count
        {
            isFenced[number] = fence != nil
            // Most lines begin with nothing of meaning: they are not looked at any closer.
            switch lines[number].firstInk {
            case UInt8(ascii: "`"), UInt8(ascii: "~"):
                let line = lines[number].trimmed
                if let open = fence {
                    if line.hasPrefix(open), line.allSatisfy({ $0 == open.first }) { fence = nil }
                } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
                    isFenced[number] = true
                    fence = String(line.prefix { $0 == line.first })
                }
            case UInt8(ascii: "#") where fence == nil:
                guard let level = Self.headingLevel(lines[number]) else { continue }
                headings.append((level, lines[number].dropFirst(level).trimmed, number))
            default: continue
            }
        }
        sections = headings.indices.map { index in
            let heading = headings[index]
            let end = headings[(index + 1)...].first { $0.level <= heading.level }?.line ?? lines.count
            return Section(
                level: heading.level, title: heading.title, headingLine: heading.line, lines: (heading.line + 1)..<end)
        }
    }

    /// The lines between line feeds, each without a carriage return at its end.
    private static func lines(of text: String) -> [Substring] {
        var ends: [Int] = []
        var contiguous = text
        let count = contiguous.withUTF8 { bytes in
            for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { ends.append(place) }
            return bytes.count
        }
        var lines: [Substring] = []
        lines.reserveCapacity(ends.count + 1)
        let bytes = text.utf8
        var start = bytes.startIndex
        for end in ends + [count] {
            let line = bytes[start..<bytes.index(bytes.startIndex, offsetBy: end)]
            let isWhole = end < count && line.last == UInt8(ascii: "\r")
            lines.append(Substring(isWhole ? line.dropLast() : line))
            if end < count { start = bytes.index(bytes.startIndex, offsetBy: end + 1) }
        }
        return lines
    }

    private static func headingLevel(_ line: Substring) -> Int? {
        let level = line.prefix { $0 == "#" }.count
        return (1...6).contains(level) && line.dropFirst(level).first == " " ? level : nil
    }

    // MARK: Reading

    /// The first section of this title, at any level.
    public func section(_ title: String) -> Section? { sections.first { $0.title == title } }

    /// The text below a section's heading without empty lines around; nil when there is no such section.
    public func body(_ title: String) -> String? {
        section(title).map { lines[$0.lines].joined(separator: "\n").trimmed }
    }

    /// The front matter as YAML, whose places are those of this file; an empty document when there is none.
    public func frontMatter() throws(WeirError) -> YAMLDocument { try yaml(frontMatterLines ?? 0..<0) }

    /// Some lines as YAML, whose places are those of this file.
    ///
    /// The other lines are blanked out: what stands around has no part in it and every line keeps its number.
    public func yaml(_ range: Range<Int>) throws(WeirError) -> YAMLDocument {
        let blanked = String(repeating: "\n", count: range.lowerBound) + lines[range].joined(separator: "\n")
        let yaml = try YAMLDocument.parse(blanked, file: file)
        // Which of two values counts is nobody's guess.
        if let twice = yaml.warnings.first { throw twice }
        return yaml
    }

    /// A place on a line, from 0.
    public func location(line: Int, column: Int = 1, length: Int = 1) -> SourceLocation {
        SourceLocation(
            file: file, line: line + 1, column: column, length: length,
            excerpt: lines.indices.contains(line) ? String(lines[line]) : nil)
    }

    /// The place of a key of the front matter, or of a text behind it; of another key, or the file, without it.
    func place(ofKey key: String, _ text: String? = nil, or other: String? = nil) -> SourceLocation {
        guard let matter = frontMatterLines, let line = matter.first(where: { lines[$0].hasPrefix("\(key):") }) else {
            return other.map { place(ofKey: $0) } ?? SourceLocation(file: file)
        }
        guard let text else { return location(line: line, column: 1, length: key.count) }
        for number in line..<matter.upperBound {
            if number > line, lines[number].first?.isWhitespace == false, lines[number].first != "-" { break }
            guard let range = lines[number].firstRange(of: text) else { continue }
            let column = lines[number].distance(from: lines[number].startIndex, to: range.lowerBound) + 1
            return location(line: number, column: column, length: text.count)
        }
        return location(line: line, column: 1, length: key.count)
    }

    /// The lines, from 0, of each `<!-- … -->` mark that stands alone on its line: `not-user-reviewed`.
    public func lines(marked mark: String) -> [Int] {
        lines.indices.filter { !isFenced[$0] && lines[$0].trimmed == "<!-- \(mark) -->" }
    }

    // MARK: Editing

    /// Replaces one line, whose end stays.
    public mutating func replaceLine(_ number: Int, with line: String) { replaceLines([number: line]) }

    /// Replaces some lines by their numbers, from 0; their ends stay.
    public mutating func replaceLines(_ new: [Int: String]) {
        let numbers = new.keys.filter(lines.indices.contains).sorted()
        guard !numbers.isEmpty else { return }
        var result = ""
        var place = text.startIndex
        for number in numbers {
            result += text[place..<lines[number].startIndex] + (new[number] ?? "")
            place = lines[number].endIndex
        }
        text = result + text[place...]
        scan()
    }

    /// Removes one line with its end.
    public mutating func removeLine(_ number: Int) {
        guard lines.indices.contains(number) else { return }
        let end = lines.indices.contains(number + 1) ? lines[number + 1].startIndex : text.endIndex
        text.removeSubrange(lines[number].startIndex..<end)
        scan()
    }

    /// Puts lines before this one, each with the line end of the file.
    public mutating func insert(_ new: [String], beforeLine number: Int) {
        let end = text.contains("\r\n") ? "\r\n" : "\n"
        if lines.indices.contains(number) {
            text.insert(contentsOf: new.map { $0 + end }.joined(), at: lines[number].startIndex)
        } else {
            text += (text.isEmpty || text.last?.isNewline == true ? "" : end) + new.map { $0 + end }.joined()
        }
        scan()
    }
}

extension StringProtocol {
    /// The first byte that is neither a space nor a tab.
    var firstInk: UInt8? { utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } }

    /// Without white space at both ends.
    var trimmed: String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || (9...13).contains(byte) }
        let rest = Substring(self).utf8.drop(while: isBlank)
        guard let first = rest.first else { return "" }
        var end = rest.endIndex
        while isBlank(rest[rest.index(before: end)]) { end = rest.index(before: end) }
        // Where both ends are ASCII no other white space is near.
        guard first < 0x80, rest[rest.index(before: end)] < 0x80 else { return trimmedByCharacters }
        return String(Substring(rest[..<end]))
    }

    private var trimmedByCharacters: String {
        var rest = Substring(self).drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
