import Testing

@testable import Awos

@Suite struct DraftMarkTests {
    @Test(arguments: ["# T\n\ntext\n", "---\na: 1\n---\n\n# T\n", "", "<!-- not-user-reviewed -->\n# T\n"])
    func aDraftIsKnownUntilSomebodyChangesIt(text: String) throws {
        let signed = try DraftMark.sign(text)
        #expect(DraftMark.isUntouched(signed))
        #expect(!DraftMark.isUntouched(text))
        #expect(!DraftMark.isUntouched(signed + "more\n"))
        #expect(
            DraftMark.isUntouched(signed.replacing("<!-- not-user-reviewed -->\n", with: "")), "reading is no change")
    }

    @Test func theMarkStandsBehindTheFrontMatter() throws {
        let document = MarkdownFile(try DraftMark.sign("---\na: 1\n---\n# T\n"), file: "a.md")
        #expect(document.frontMatterLines == 1..<2)
        #expect(document.lines[3].hasPrefix("<!-- drafted: "))
        #expect(document.body("T") == "")
    }
}
