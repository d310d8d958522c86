import Charts
import Diagnostics
import JSON
import Markdown
import YAML

/// Reads one page's file; whatever is wrong is kept on the page, so that it shows where it stands.
struct PageReader {
    private let name: String
    private let file: String
    private let source: String
    private var errors: [WeirError] = []
    private var queries: [String: PageQuery] = [:]
    private var inputs: [PageInput] = []
    private var counts: [String: Int] = [:]

    /// The page in a file's text; `file` is the path that messages name.
    static func read(_ source: String, name: String, file: String) -> Page {
        var reader = PageReader(name: name, file: file, source: source)
        return reader.page()
    }

    private init(name: String, file: String, source: String) {
        (self.name, self.file, self.source) = (name, file, source)
    }

    private mutating func page() -> Page {
        let (settings, body, firstLine) = frontMatter()
        let document = MarkdownDocument(body, firstLine: firstLine, readingValues: true)
        let parts = document.parts.compactMap { part(of: $0) }
        let title = settings?.requiredString("title") ?? ""
        let summary = settings?.string("description") ?? ""
        let order = settings?.integer("order") ?? 1000
        if let settings { errors += settings.allErrors() }
        let page = Page(
            name: name, title: title.isEmpty ? name : title, summary: summary, order: order, file: file, parts: parts,
            queries: queries, inputs: inputs, errors: errors)
        return page.checkingReferences()
    }

    // MARK: The settings above the text

    /// The settings between the two lines `---`, the text behind them, and the number of the text's first line.
    private mutating func frontMatter() -> (YAMLReader?, String, Int) {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            errors.append(.pageWithoutSettings(at: SourceLocation(file: file, line: 1)))
            return (nil, source, 1)
        }
        let text = "\n" + lines[1..<end].joined(separator: "\n") + "\n"
        let body = lines[(end + 1)...].joined(separator: "\n")
        do {
            let document = try YAMLDocument.parse(text, file: file)
            return (YAMLReader(document, named: "the page's settings"), body, end + 2)
        } catch {
            errors.append(error)
            return (nil, body, end + 2)
        }
    }

    // MARK: The text

    private mutating func part(of part: MarkdownDocument.Part) -> PagePart? {
        switch part {
        case .html(let html): return .html(html)
        case .value(let value): return self.value(value)
        case .fence(let fence): return block(fence)
        }
    }

    private mutating func value(_ value: MarkdownValue) -> PagePart {
        let location = SourceLocation(file: file, line: value.line)
        let halves = value.text.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
        let names = (halves.first ?? "").split(separator: ".", maxSplits: 1).map(String.init)
        let format = halves.count > 1 ? ValueFormat(rawValue: halves[1]) : .auto
        guard names.count == 2, halves.count <= 2, let format else {
            errors.append(.malformedValue(value.text, at: location))
            return .html("<code>\(HTMLText.escape(value.text))</code>")
        }
        return .value(PageValue(query: names[0], column: names[1], format: format, location: location))
    }

    private mutating func block(_ fence: MarkdownFence) -> PagePart? {
        let words = fence.info.split(separator: " ").map(String.init)
        let place = SourceLocation(
            file: file, line: fence.line, column: 1, length: fence.info.count + 3, excerpt: line(fence.line))
        guard let kind = words.first, let reader = BlockKind(rawValue: kind) else {
            // A fence without a word, or in another language, is code that the page shows. A near miss is a mistake.
            if let word = words.first, let near = NearMiss.of(word, in: BlockKind.allCases.map(\.rawValue)) {
                errors.append(.unknownBlock(word, near: near, at: place))
            }
            return .html(fence.html)
        }
        let blocks = BlockReader(fence: fence, words: Array(words.dropFirst()), place: place, source: source)
        do {
            if reader == .sql {
                try add(blocks.query(utf8Offset: offset(ofLine: fence.line + 1)))
                return nil
            }
            let content = try blocks.content(reader)
            if case .input(let input) = content { try add(input) }
            return .block(PageBlock(id: id(kind), content: content, location: place))
        } catch {
            let found = (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
            errors += found
            return .block(PageBlock(id: id(kind), content: .broken(found), location: place))
        }
    }

    private mutating func add(_ query: PageQuery) throws {
        if queries[query.name] != nil { throw WeirError.nameTwice("query", query.name, at: query.start) }
        queries[query.name] = query
    }

    private mutating func add(_ input: PageInput) throws {
        let taken = inputs.flatMap(\.parameters) + Page.givenParameters
        if let name = input.parameters.first(where: taken.contains) {
            throw WeirError.nameTwice("input", name, at: input.location)
        }
        inputs.append(input)
    }

    private mutating func id(_ kind: String) -> String {
        counts[kind, default: 0] += 1
        return "\(kind)-\(counts[kind, default: 1])"
    }

    private func line(_ number: Int) -> String? {
        source.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(number - 1).first.map(String.init)
    }

    /// How many bytes stand before a line.
    private func offset(ofLine number: Int) -> Int {
        source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(number - 1)
            .reduce(0) { $0 + $1.count + 1 }
    }
}
