/// The declarations of a Swift file with the first sentence of their comments; bodies and private parts are left out.
struct SwiftOutline {
    /// What an outline keeps.
    struct Style {
        /// The test functions that stay in full, by the line that they begin at.
        var wholeTests: Set<Int> = []
        /// Only this type and its extensions; nil for all.
        var type: String?
        /// How much of a value stands behind its name, in characters.
        var valueCap = 60
        /// Only what somebody calls: cases, initializers, functions; without what an initializer says again.
        var isForCallers = false

        /// For callers: the words that matter; an enumeration with none of them stands on one line.
        var topics: Set<String> = []

        /// Whatever a caller writes who is after these words, in lower case.
        static func calls(about topics: Set<String>) -> Style { Style(isForCallers: true, topics: topics) }
    }

    private let source: SwiftSource
    private let style: Style
    private var output: [String] = []

    /// An outline of a text.
    static func outline(_ text: String, _ style: Style = Style()) -> String {
        var outline = SwiftOutline(source: SwiftSource(text), style: style)
        outline.write(0..<outline.source.lines.count, depth: 0)
        return outline.output.joined(separator: "\n")
    }

    /// The outline of a file of tests in which the shortest ones with most of the marks stand in full.
    static func tests(_ text: String, whole: Int, marks: [String] = ["select "]) -> String {
        let source = SwiftSource(text)
        let types = source.declarations(in: 0..<source.lines.count, depth: 0)
        let suite = types.first { declaration in
            declaration.lines.contains { source.braces[$0] == 0 && source.lines[$0].contains("@Suite") }
        }
        guard let suite, let name = source.typeName(suite) else { return outline(text, Style(type: nil)) }
        let tests = source.declarations(in: (suite.lines.lowerBound + 1)..<(suite.lines.upperBound - 1), depth: 1)
            .filter {
                source.lines[$0.lines.lowerBound].trimmed.hasPrefix("@Test") && (5...24).contains($0.lines.count)
            }
        let lacks = { (test: SwiftSource.Declaration) in
            marks.count { mark in !test.lines.contains { source.lines[$0].contains(mark) } }
        }
        let shortest = tests.sorted {
            (lacks($0), $0.lines.count, $0.lines.lowerBound) < (lacks($1), $1.lines.count, $1.lines.lowerBound)
        }
        let kept = Array(shortest.prefix(whole))
        let shown = kept + helpers(of: kept, in: suite, of: source)
        return outline(text, Style(wholeTests: Set(shown.map(\.lines.lowerBound)), type: name))
    }

    /// The short functions of a suite that these tests call, and those that they call in turn: without them a test shows
    /// what is expected and not how it comes about.
    private static func helpers(
        of tests: [SwiftSource.Declaration], in suite: SwiftSource.Declaration, of source: SwiftSource
    ) -> [SwiftSource.Declaration] {
        let text = { (declaration: SwiftSource.Declaration) in
            declaration.lines.map { source.lines[$0] }.joined(separator: "\n")
        }
        var open = source.declarations(in: (suite.lines.lowerBound + 1)..<(suite.lines.upperBound - 1), depth: 1).filter
        {
            $0.lines.count <= 10 && !source.lines[$0.lines.lowerBound].trimmed.hasPrefix("@")
        }
        var found: [SwiftSource.Declaration] = []
        var next = tests
        while let caller = next.popLast() {
            let calls = text(caller)
            for (index, helper) in open.enumerated().reversed() {
                guard let name = text(helper).firstMatch(of: /\bfunc (\w+)/)?.1, calls.contains("\(name)(") else {
                    continue
                }
                open.remove(at: index)
                found.append(helper)
                next.append(helper)
            }
        }
        return found
    }

    private init(source: SwiftSource, style: Style) { (self.source, self.style) = (source, style) }

    private mutating func write(_ range: Range<Int>, depth: Int) {
        let declarations = source.declarations(in: range, depth: depth)
        let hasInitializer = declarations.contains { head($0.lines.map { source.lines[$0] }).contains(/\binit\b/) }
        for declaration in declarations {
            let heading = head(declaration.lines.map { source.lines[$0] })
            if depth == 0, let type = style.type, source.typeName(declaration) != type { continue }
            if style.isForCallers, hasInitializer, heading.contains(/^public (?:let|var|private)\b/) { continue }
            write(declaration, heading, depth: depth)
        }
    }

    private mutating func write(_ declaration: SwiftSource.Declaration, _ heading: String, depth: Int) {
        let lines = declaration.lines.map { source.lines[$0] }
        if style.wholeTests.contains(declaration.lines.lowerBound) {
            output += lines.map(String.init)
            return
        }
        guard !isHidden(heading, depth) else { return }
        let indent = String(repeating: "    ", count: depth)
        let isType = isType(heading)
        writeComment(declaration, indent, isType: isType, heading)
        let shown =
            style.isForCallers
            ? heading.replacing("public ", with: "").replacing(/: (?:String, )?Sendable.*/, with: "") : heading
        if style.isForCallers, let cases = collapsed(lines) { return output.append(indent + shown + " { \(cases) }") }
        guard isType, let first = declaration.lines.first(where: { source.lines[$0].contains("{") }) else {
            return output.append(indent + shown)
        }
        let (start, end) = (first + 1, declaration.lines.upperBound - 1)
        guard start < end else { return output.append(indent + shown + (lines.count == 1 ? "" : " {}")) }
        output.append(indent + shown + " {")
        write(start..<end, depth: depth + 1)
        output.append(indent + "}")
    }

    /// Of a type's comment all where callers read it; else the first line.
    private mutating func writeComment(
        _ declaration: SwiftSource.Declaration, _ indent: String, isType: Bool, _ heading: String
    ) {
        let comment = declaration.comment.map { source.lines[$0].trimmed }
        guard style.wholeTests.isEmpty || isType, let first = comment.first else { return }
        if style.isForCallers {
            if isType, indent.isEmpty {
                output += comment.filter { $0 != "///" }
            } else if isType || heading.hasPrefix("case") {
                output.append(indent + first)
            }
        } else {
            output.append(indent + first)
        }
    }

    /// The cases of an enumeration that nobody asked about, without their comments.
    private func collapsed(_ lines: [Substring]) -> String? {
        guard !style.topics.isEmpty, lines.first?.contains(/\benum\b/) == true else { return nil }
        let code = lines.filter { !$0.contains("///") }.joined(separator: " ")
        let words = ReferenceFinder.plainWords(of: code)
        let cases = lines.compactMap { $0.firstMatch(of: /^\s*case (\w+(?:\(.*\))?)/).map { "case " + $0.1 } }
        return words.isDisjoint(with: style.topics) && !cases.isEmpty ? cases.joined(separator: "; ") : nil
    }

    private func isType(_ head: String) -> Bool {
        head.contains(
            /^(?:@\S+ )*(?:(?:public|package|internal|final|indirect|nonisolated) )*(?:struct|class|enum|actor|protocol|extension)\b/
        )
    }

    private func isHidden(_ head: String, _ depth: Int) -> Bool {
        if head.hasPrefix("}") || head.hasPrefix("deinit") || head.hasPrefix("#") { return true }
        if style.isForCallers { return !head.contains(/^(?:@\S+ )*(?:public|case|indirect|extension)\b/) }
        // Beside tests that stand in full others are of no use, and what those stand on may be private.
        if !style.wholeTests.isEmpty, depth > 0 { return head.hasPrefix("@Test") }
        return head.contains(/^(?:@\S+ )*(?:private|fileprivate)\b(?!\(set\))/)
    }

    /// Everything up to the body or the value, on one line.
    private func head(_ lines: [Substring]) -> String {
        let joined = lines.map(\.trimmed).filter { !$0.hasPrefix("//") }.joined(separator: " ")
            .replacing("( ", with: "(").replacing(" )", with: ")").replacing("[ ", with: "[")
        var (depth, text) = (0, "")
        for character in joined {
            switch character {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return text.trimmed
            case "=" where depth == 0 && text.last == " " && text.contains(/\b(?:var|let)\b/):
                let value = joined.dropFirst(text.count)
                return text + (value.count > style.valueCap ? value.prefix(style.valueCap) + "…" : value)
            default: break
            }
            text.append(character)
        }
        return text.trimmed
    }
}

extension SwiftSource {
    /// The name of the type that a declaration makes or extends.
    func typeName(_ declaration: Declaration) -> String? {
        declaration.lines.lazy.compactMap { number in
            lines[number].firstMatch(of: /\b(?:struct|class|enum|actor|protocol|extension) ([A-Za-z_]\w*)/).map {
                String($0.1)
            }
        }.first
    }
}
