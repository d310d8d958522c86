import Testing

@testable import Awos

@Suite struct MarkdownFileTests {
    @Test func sectionsEndAtTheNextHeadingOfTheirLevel() {
        let document = MarkdownFile("# A\nx\n## B\ny\n```\n# no heading\n```\n### C\nz\n## D\n", file: "a.md")
        #expect(document.sections.map(\.title) == ["A", "B", "C", "D"])
        #expect(document.body("B") == "y\n```\n# no heading\n```\n### C\nz")
        #expect(document.body("D") == "")
        #expect(document.body("E") == nil)
    }

    @Test(arguments: ["", "\n", "a", "---\nid: 1\n---\n", "---\nid: 1", "# a\r\nb\r\n", "```\nopen", "---\n---"])
    func anyTextIsADocumentAndStaysAsItIs(text: String) {
        #expect(MarkdownFile(text, file: "a.md").text == text)
    }

    @Test func editsKeepTheLineEndsOfTheFile() {
        var document = MarkdownFile("a\r\nb\r\nc", file: "a.md")
        document.replaceLine(1, with: "B")
        document.insert(["new"], beforeLine: 2)
        document.insert(["last"], beforeLine: 9)
        #expect(document.text == "a\r\nB\r\nnew\r\nc\r\nlast\r\n")
        document.removeLine(0)
        document.removeLine(9)
        #expect(document.text == "B\r\nnew\r\nc\r\nlast\r\n")
    }

    @Test func linesAreReplacedTogether() {
        var document = MarkdownFile("a\r\nb\nc", file: "a.md")
        document.replaceLines([2: "C", 0: "A\u{301}", 7: "nowhere"])
        #expect(document.text == "A\u{301}\r\nb\nC")
        #expect(document.lines == ["A\u{301}", "b", "C"])
    }

    @Test(arguments: [
        ("  a b\t\n", "a b"), ("", ""), (" \r\n", ""), ("\u{A0}a\u{2003}", "a"), ("é \u{2028} ", "é"),
        (" a\u{301}", "a\u{301}"), (" 🚲", "🚲"), ("a\u{A0} ", "a"),
    ])
    func whiteSpaceOfEveryKindIsTakenOff(text: String, trimmed: String) { #expect(text.trimmed == trimmed) }

    @Test func placesInFrontMatterAreThoseOfTheFile() throws {
        let document = MarkdownFile("---\na: 1\nb: [x\n---\n# T\n", file: "a.md")
        #expect(document.frontMatterLines == 1..<3)
        #expect { try document.frontMatter() } throws: { "\($0)".contains("a.md:") }
        let good = MarkdownFile("---\n\nkey: v\n---\n", file: "a.md")
        let yaml = try good.frontMatter()
        #expect(yaml.root?["key"]?.mark.line == 3)
    }
}
