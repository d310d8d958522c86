import Testing

@testable import Awos

@Suite struct ForeignTextTests {
    @Test(arguments: [
        ("a_b c", "a_b c"), ("*bold* <b>", "\\*bold\\* \\<b\\>"), ("# heading", "\\# heading"), ("- item", "\\- item"),
        ("two\nlines\t\u{7}end", "two lines end"), ("a\u{202E}b\u{200B}", "ab"), ("[x](y)", "\\[x\\](y)"),
        ("_x", "\\_x"),
    ])
    func aLineIsPlain(text: String, line: String) { #expect(ForeignText.line(text) == line) }

    @Test func aLineIsCapped() {
        #expect(ForeignText.line(String(repeating: "a", count: 500), cap: 10) == "aaaaaaaaa…")
    }

    @Test(arguments: [("a b", "`a b`"), ("a`b", "`` a`b ``"), ("``", "``` `` ```")])
    func codeHasALongerFence(text: String, code: String) { #expect(ForeignText.code(text) == code) }

    @Test func aBlockCannotBeEndedFromInside() {
        #expect(ForeignText.block("a\n```\nb\u{0}", language: "md") == "````md\na\n```\nb\n````")
    }

    @Test(arguments: [("", 0), ("a", 1), ("abc", 1), ("abcd", 2), ("abcdefg", 2), ("é", 1), ("abcdefgh", 3)])
    func tokensAreBytesByThreeAndAHalf(text: String, tokens: Int) { #expect(TokenCount.of(text) == tokens) }
}
