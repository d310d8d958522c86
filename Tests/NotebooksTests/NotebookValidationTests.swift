import Testing

@testable import Notebooks

@Suite struct NotebookValidationTests {
    private func problems(_ sources: String...) throws -> [String] {
        let cells = sources.enumerated().map { NotebookCell(id: "c\($0.offset)", kind: .code, source: $0.element) }
        return try Notebook(file: "n.ipynb", cells: cells).problems().map { "\($0.location?.line ?? 0): \($0.message)" }
    }

    @Test func findsEveryMistakeThatNeedsNoData() throws {
        let found = try problems(
            "%%parameters\nleast: 1", "select $least, $most", "%%sql daily\nselect 1",
            "%%chart\ntype: bar\nx: a\ny: b\ndata: dayly",
            "%%chart\ntype: bra\nx: a\ny: b\ndata: daily")
        #expect(found.count == 3)
        #expect(found[0] == "1: cell 2 of 'n.ipynb': the parameter '$most' has no value")
        #expect(found[1].hasPrefix("5: cell 4 of 'n.ipynb': the chart reads 'dayly'"))
        #expect(found[2].hasPrefix("2: cell 5 of 'n.ipynb':"))
    }

    @Test func saysNothingAboutASoundNotebook() throws {
        #expect(try problems("select 1 as a, 2 as b", "%%chart\ntype: bar\nx: a\ny: b").isEmpty)
    }
}
