import Diagnostics

/// A document of the AWOS framework as it reads here: with ids, and with claims in place of ticks.
///
/// Only lines with a box change, and a spec gets front matter; every other byte stays. What was adopted before stays as it is.
struct AdoptedText: Sendable, Hashable {
    /// What stands behind a box that was ticked by nobody who had proof.
    static let claim = "*(claimed)*"

    /// The text here.
    private(set) var text: String
    /// The boxes that got an id, or have one.
    private(set) var boxes = 0
    /// Those of them that were ticked.
    private(set) var claimed = 0
    /// The agents that are named, in order, each once.
    private(set) var agents: [String] = []

    /// The acceptance criteria of a functional spec.
    static func spec(_ document: MarkdownFile, number: SpecNumber, slug: String) -> AdoptedText {
        var adopted = AdoptedText(document, id: /\*\*AC-(\d+)\*\*:?/) { _ in
            true
        } named: {
            "**AC-\($0)**"
        }
        adopted.text = FrontMatter.adding(to: adopted.text, document, number: number, slug: slug)
        return adopted
    }

    /// The tasks of a list: the boxes without boxes below them; a slice only claims.
    static func tasks(_ document: MarkdownFile, number: SpecNumber) -> AdoptedText {
        let boxes = document.lines.indices.filter { !document.isFenced[$0] && Box(document.lines[$0]) != nil }
        let indents = boxes.map { document.lines[$0].prefix(while: \.isWhitespace).count }
        let slices = Set(
            boxes.indices.dropLast().filter { index in
                indents[index + 1] > indents[index]
                    && !document.sections.contains { (boxes[index]...boxes[index + 1]).contains($0.headingLine) }
            }.map { boxes[$0] })
        return AdoptedText(document, id: /\*\*\d{3,}-T(\d+)\*\*/) {
            !slices.contains($0)
        } named: {
            "**\(number)-T\($0)**"
        }
    }

    /// A product's document: boxes only claim.
    static func product(_ document: MarkdownFile) -> AdoptedText {
        AdoptedText(document, id: /\*\*AC-(\d+)\*\*/) { _ in
            false
        } named: { _ in
            ""
        }
    }

    private init(
        _ document: MarkdownFile, id: Regex<(Substring, Substring)>, isCounted: (Int) -> Bool, named: (Int) -> String
    ) {
        text = ""
        let numbers = document.lines.compactMap { line in
            Box(line).flatMap { $0.rest.prefixMatch(of: id) }.flatMap { Int($0.1) }
        }
        var next = (numbers.max() ?? 0) + 1
        // What was adopted before is in the hands of those who verify it.
        let isAdopted = !numbers.isEmpty || document.text.contains(Self.claim)
        var place = document.text.startIndex
        for (number, line) in document.lines.enumerated() where !document.isFenced[number] {
            guard let box = Box(line) else { continue }
            var name = ""
            var rest = box.rest
            if let match = rest.prefixMatch(of: id) {
                name = match.0 + " "
                rest = rest[match.range.upperBound...].drop { $0 == " " }
            } else if isCounted(number) {
                name = named(next) + " "
                next += 1
            }
            let isClaimed = box.isTicked || rest.hasPrefix(Self.claim)
            if isCounted(number) || isClaimed { (boxes, claimed) = (boxes + 1, claimed + (isClaimed ? 1 : 0)) }
            for match in rest.matches(of: /\*\*\[Agent:\s*([^\]]+)\]\*\*/) where !agents.contains(match.1.trimmed) {
                agents.append(match.1.trimmed)
            }
            guard !isAdopted, !name.isEmpty || isClaimed else { continue }
            let claim = isClaimed ? Self.claim + " " : ""
            text += document.text[place..<line.startIndex] + "\(box.start)[ ] \(name)\(claim)\(rest)"
            place = line.endIndex
        }
        text += document.text[place...]
    }

    /// A list item with a box.
    private struct Box {
        let start: Substring
        let isTicked: Bool
        let rest: Substring

        init?(_ line: Substring) {
            guard let match = line.wholeMatch(of: /(\s*[-*] )\[([ xX?])\] (.*)/) else { return nil }
            (start, isTicked, rest) = (match.1, match.2 == "x" || match.2 == "X", match.3)
        }
    }
}

/// The front matter that a spec of the framework lacks.
private enum FrontMatter {
    static func adding(to text: String, _ document: MarkdownFile, number: SpecNumber, slug: String) -> String {
        if let matter = document.frontMatterLines {
            let hasID = matter.contains { document.lines[$0].hasPrefix("id:") }
            // Front matter of somebody else: ours goes before what it says.
            guard !hasID, let end = text.firstIndex(where: \.isNewline) else { return text }
            let first = text.index(after: end)
            return text[..<first] + lines(document, number, slug, end: String(text[end])) + text[first...]
        }
        let first = document.text.utf8.prefix { $0 != UInt8(ascii: "\n") }
        let end = first.last == UInt8(ascii: "\r") ? "\r\n" : "\n"
        return "---\(end)" + lines(document, number, slug, end: end) + "---\(end)" + text
    }

    private static func lines(_ document: MarkdownFile, _ number: SpecNumber, _ slug: String, end: String) -> String {
        let heading = document.sections.first { $0.level == 1 }?.title ?? slug
        let title = heading.replacing(/^Functional Spec(ification)?:\s*/, with: "")
        let quoted = "\"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        let name = slug.lowercased().replacing("-", with: "_")
        return ["id: \(number)", "title: \(quoted)", "kind: other", "name: \(name)"].map { $0 + end }.joined()
    }
}
