/// The tests of a Swift file as text: what stands in each, and what it expects.
///
/// It reads text, not Swift: enough to see that a test is gone, changed, turned off, or expects nothing.
struct TestSource: Sendable {
    /// One function behind `@Test`.
    struct Function: Sendable, Hashable {
        /// Its name.
        let name: String
        /// Everything from `@Test` to its closing brace.
        let text: String
    }

    /// The text.
    let text: String
    /// Its tests in order.
    let functions: [Function]

    init(_ text: String) {
        self.text = text
        let code = Self.withoutComments(text)
        var functions: [Function] = []
        for match in code.matches(of: /@Test\b/) {
            let rest = code[match.range.lowerBound...]
            guard let name = rest.firstMatch(of: /func\s+(`[^`]+`|\w+)/),
                let open = Self.bodyStart(in: code, from: name.range.upperBound),
                let end = Self.closing(in: code, from: open)
            else { continue }
            functions.append(Function(name: String(name.1), text: String(code[match.range.lowerBound..<end])))
        }
        self.functions = functions
    }

    /// The brace behind a function's parameters.
    private static func bodyStart(in code: String, from start: String.Index) -> String.Index? {
        var depth = 0
        for place in code[start...].indices {
            switch code[place] {
            case "(": depth += 1
            case ")": depth -= 1
            case "{" where depth == 0: return place
            default: break
            }
        }
        return nil
    }

    /// The place behind the brace that closes this one; text in quotes does not count.
    private static func closing(in code: String, from open: String.Index) -> String.Index? {
        var depth = 0
        var isQuoted = false
        var place = open
        while place < code.endIndex {
            switch code[place] {
            case "\\" where isQuoted: place = code.index(after: place)
            case "\"": isQuoted.toggle()
            case "{" where !isQuoted: depth += 1
            case "}" where !isQuoted:
                depth -= 1
                if depth == 0 { return code.index(after: place) }
            default: break
            }
            if place < code.endIndex { place = code.index(after: place) }
        }
        return nil
    }

    /// The text without comments, in which a test could be hidden.
    static func withoutComments(_ text: String) -> String {
        text.replacing(/(?m)^\s*\/\/.*$/, with: "").replacing(/(?s)\/\*.*?\*\//, with: "")
    }

    /// Words that turn tests off or let them fail.
    static let switches = ["#if", ".disabled", ".enabled(if", "withKnownIssue", "isIntermittent", "XCTSkip"]

    /// How often a word stands in the code.
    func count(_ word: String) -> Int { Self.withoutComments(text).ranges(of: word).count }

    // MARK: What a test expects

    /// Whether nothing that this test expects, by itself or through these helpers, could ever come out otherwise.
    func cannotFail(_ function: Function, helpers: TestHelpers) -> Bool {
        !Self.canFail(function.text) && !helpers.areCalled(in: function.text)
    }

    /// The functions that are no tests, by name, each with its body.
    var helpers: [(name: String, body: String)] {
        let code = Self.withoutComments(text)
        let tests = Set(functions.map(\.name))
        return code.matches(of: /func\s+(\w+)/).compactMap { match in
            guard !tests.contains(String(match.1)),
                let start = Self.bodyStart(in: code, from: match.range.upperBound),
                let end = Self.closing(in: code, from: start)
            else { return nil }
            return (String(match.1), String(code[start..<end]))
        }
    }

    /// Whether anything in a body expects something that can come out otherwise.
    static func canFail(_ body: String) -> Bool {
        let expectations = body.matches(of: /(#expect|#require|XCTAssert\w*|XCTFail|Issue\.record|confirmation)\s*\(/)
        return expectations.contains { match in
            guard match.1.hasPrefix("#") || match.1.hasPrefix("XCTAssert") else { return true }
            return !isAlwaysTrue(argument(in: body, from: match.range.upperBound))
        }
    }

    /// What stands in the parentheses, up to a comma on their level.
    private static func argument(in text: String, from start: String.Index) -> String {
        var depth = 0
        for place in text[start...].indices {
            switch text[place] {
            case "(", "[", "{": depth += 1
            case ")", "]", "}":
                if depth == 0 { return text[start..<place].trimmed }
                depth -= 1
            case "," where depth == 0: return text[start..<place].trimmed
            default: break
            }
        }
        return text[start...].trimmed
    }

    /// `true`, `!false`, `Bool(true)`, one of them behind an or, and the comparison of something with itself.
    static func isAlwaysTrue(_ text: String) -> Bool {
        if text.contains(/^\s*true\s*\|\||\|\|\s*true\s*$/) { return true }
        if text.contains(/^(\(*\s*(true|!\s*false|Bool\(true\))\s*\)*)$/) { return true }
        for sign in [" == ", " >= ", " <= ", "=="] {
            let sides = text.split(separator: sign, maxSplits: 1).map { $0.trimmed }
            if sides.count == 2, sides[0] == sides[1] { return true }
        }
        return text.wholeMatch(of: /-?\d+\s*(==|!=|<|<=|>|>=)\s*-?\d+/) != nil
    }
}
