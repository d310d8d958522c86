import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct ProductPlanTests {
    private let folder: TemporaryDirectory
    private let tree: SpecTree

    init() throws {
        folder = try TemporaryDirectory()
        tree = SpecTree(root: folder.url)
    }

    private func plan(_ document: ProductDocument, _ answers: [String: [String]], facts: [String] = []) throws
        -> ProductPlan
    {
        try ProductPlan(document, in: tree, answers: Answers(answers), facts: facts)
    }

    @Test(arguments: ["product", "roadmap", "architecture"])
    func aNewDocumentAssumesWhatNobodyAnswered(name: String) throws {
        let document = try #require(ProductDocument.all.first { $0.name == name })
        let plan = try plan(document, [:])
        #expect(plan.before == nil)
        #expect(plan.assumed == document.questions.map(\.id))
        let text = MarkdownFile(plan.after, file: "a.md")
        #expect(text.sections.map(\.title) == [document.title] + document.questions.map(\.heading))
        let open = OpenQuestion.all(in: text)
        #expect(open.map(\.text) == document.questions.map(\.text))
        #expect(open.map(\.assumption) == document.questions.map(\.assumption))
        try plan.apply()
        #expect(try !self.plan(document, [:]).isChange)
    }

    @Test func anAnswerTakesThePlaceOfItsAssumption() throws {
        let plan = try plan(.product, ["purpose": ["To know where bikes are."], "users": ["planners", "the press"]])
        #expect(plan.path == "context/product/product-definition.md")
        #expect(plan.answered == ["purpose", "users"])
        #expect(plan.assumed == ["outcomes", "measures", "limits"])
        #expect(
            plan.after.contains(
                "## Purpose\n\nTo know where bikes are.\n\n## Users\n\n- planners\n- the press\n\n## Out"))
    }

    @Test(arguments: ["\n", "\r\n"]) func everyOtherByteOfAnEditedDocumentStays(end: String) throws {
        let lines = [
            "---", "owner: me", "---", "# My product  ", "", "## Purpose", "old words", "", "### Mine", "kept", "",
            "## Users", "", "[NEEDS CLARIFICATION: who?] **Assumption:** all", "a remark", "## Else",
            "text without end",
        ]
        try folder.write(lines.joined(separator: end), to: "context/product/product-definition.md")
        let plan = try plan(.product, ["purpose": ["new", "words"], "users": ["me"]])
        var expected = lines
        expected.replaceSubrange(6...6, with: ["", "new", "", "words"])
        expected[expected.firstIndex { $0.hasPrefix("[NEEDS") }!] = "- me"
        #expect(plan.after == expected.joined(separator: end))
        try plan.apply()
        #expect(try !self.plan(.product, ["purpose": ["new", "words"]]).isChange)
    }

    @Test func aSectionThatWasTakenOutComesBackOnlyWithAnAnswer() throws {
        try folder.write("# P\n\ntext\n", to: "context/product/product-definition.md")
        #expect(try !plan(.product, [:]).isChange)
        #expect(
            try plan(.product, ["limits": ["no live data"]]).after == "# P\n\ntext\n\n## Limits\n\n- no live data\n")
    }

    @Test func itemsAreAddedToThoseThatStand() throws {
        try plan(.roadmap, ["now": ["Air quality", "Empty stations"]]).apply()
        let place = folder.file("context/product/roadmap.md")
        let text = try String(contentsOf: place, encoding: .utf8)
        #expect(text.contains("## Now\n\n- [ ] Air quality\n- [ ] Empty stations\n\n## Next\n"))
        try folder.write(
            text.replacing("[ ] Air quality", with: "[x] Air quality (spec 001)"), to: "context/product/roadmap.md")
        let more = try plan(.roadmap, ["now": ["Air quality", "Rain"]])
        #expect(more.after.contains("- [x] Air quality (spec 001)\n- [ ] Empty stations\n- [ ] Rain\n\n## Next\n"))
    }

    @Test func factsStandBetweenTheirMarksAndAreKeptUpToDate() throws {
        try plan(.architecture, [:], facts: ["- Targets: `dev`"]).apply()
        let place = folder.file("context/product/architecture.md")
        let text = try String(contentsOf: place, encoding: .utf8)
        let plan = try plan(.architecture, [:], facts: ["- Targets: `dev`, `lite`", "- Sources: `a`"])
        #expect(plan.after == text.replacing("`dev`\n", with: "`dev`, `lite`\n- Sources: `a`\n"))
        try folder.write("# A\n", to: "context/product/architecture.md")
        #expect(try !self.plan(.architecture, [:], facts: ["- x"]).isChange)
    }

    @Test(arguments: ["# Title", "a\n## b", "```", "<!-- x -->"]) func anAnswerThatBreaksTheDocumentIsRefused(
        text: String
    ) {
        let error = #expect(throws: WeirError.self) { try plan(.product, ["purpose": [text]]) }
        #expect(error?.code == "awos.answer_breaks_document")
        #expect(error?.exitCode == 2)
    }
}
