/// A Swift text as lines, each with how deep it stands; a reading that is good enough for outlines and never fails.
struct SwiftSource {
    let lines: [Substring]
    /// Open braces at the beginning of each line.
    private(set) var braces: [Int] = []
    /// Open parentheses and brackets at the beginning of each line.
    private(set) var parentheses: [Int] = []
    /// Whether each line begins inside a text or a comment.
    private(set) var isText: [Bool] = []

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var scanner = Scanner()
        for line in lines {
            braces.append(scanner.braces)
            parentheses.append(scanner.parentheses)
            isText.append(scanner.isText)
            scanner.read(Array(line))
        }
    }

    /// The declarations between two lines, each with its comment and attributes.
    func declarations(in range: Range<Int>, depth: Int) -> [Declaration] {
        var found: [Declaration] = []
        var (docs, start): ([Int], Int?) = ([], nil)
        var number = range.lowerBound
        while number < range.upperBound {
            let line = lines[number].trimmed
            guard braces[number] == depth, parentheses[number] == 0, !isText[number] else {
                number += 1
                continue
            }
            if line.hasPrefix("///") {
                docs.append(number)
            } else if line.isEmpty || line.hasPrefix("//") || line.hasPrefix("import ") || line.hasPrefix("#") {
                (docs, start) = ([], nil)
            } else {
                let end = self.end(of: number, depth: depth, before: range.upperBound)
                if line.hasPrefix("@"), !Self.hasKeyword(line),
                    !(number..<end).contains(where: { Self.hasKeyword(lines[$0].trimmed) })
                {
                    start = start ?? number
                } else {
                    found.append(Declaration(comment: docs, lines: (start ?? number)..<end))
                    (docs, start) = ([], nil)
                }
                number = end
                continue
            }
            number += 1
        }
        return found
    }

    /// A declaration by its lines.
    struct Declaration {
        let comment: [Int]
        let lines: Range<Int>
    }

    private func end(of start: Int, depth: Int, before limit: Int) -> Int {
        var next = start + 1
        while next < limit,
            braces[next] > depth || parentheses[next] > 0 || isText[next] || continues(lines[next].trimmed)
        { next += 1 }
        return next
    }

    private func continues(_ line: String) -> Bool {
        ["=", ".", "->", "where ", "{", "}", ")", "?", ":", "&&", "||", "+", "throws", "async"].contains {
            line.hasPrefix($0)
        }
    }

    static func hasKeyword(_ line: String) -> Bool {
        line.contains(
            /\b(struct|class|enum|actor|protocol|extension|func|init|var|let|case|typealias|subscript|associatedtype|macro)\b/
        )
    }

    private struct Scanner {
        var braces = 0
        var parentheses = 0
        private var isLongText = false
        private var comments = 0

        var isText: Bool { isLongText || comments > 0 }

        mutating func read(_ line: [Character]) {
            var index = 0
            var isShortText = false
            while index < line.count {
                let rest = line[index...]
                if comments > 0 {
                    comments += rest.starts(with: "/*") ? 1 : rest.starts(with: "*/") ? -1 : 0
                } else if isLongText || isShortText {
                    if rest.first == "\\" {
                        index += 1
                    } else if isLongText, rest.starts(with: "\"\"\"") {
                        (isLongText, index) = (false, index + 2)
                    } else if isShortText, rest.first == "\"" {
                        isShortText = false
                    }
                } else if rest.starts(with: "//") {
                    return
                } else {
                    index += code(rest, &isShortText)
                }
                index += 1
            }
        }

        /// What a character of code opens or closes; how many more characters it takes.
        private mutating func code(_ rest: ArraySlice<Character>, _ isShortText: inout Bool) -> Int {
            if rest.starts(with: "\"\"\"") {
                isLongText = true
                return 2
            }
            if rest.starts(with: "/*") {
                comments += 1
                return 1
            }
            switch rest.first {
            case "\\": return 1
            case "\"": isShortText = true
            case "{": braces += 1
            case "}": braces = max(0, braces - 1)
            case "(", "[": parentheses += 1
            case ")", "]": parentheses = max(0, parentheses - 1)
            default: break
            }
            return 0
        }
    }
}
