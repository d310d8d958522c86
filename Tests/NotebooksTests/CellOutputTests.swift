import JSON
import Testing
import Warehouse

@testable import Notebooks

@Suite struct CellOutputTests {
    static let table = Table(
        columns: [Column("name", .text), Column("trips", .integer)],
        rows: [["<Broadway & 5>", 1200], ["x", .null], ["y", 7]])

    @Test func aResultIsAlignedText() {
        #expect(
            TableText.text(Self.table, rows: 3) == """
                name            trips
                --------------  -----
                <Broadway & 5>   1200
                x
                y                   7
                """)
    }

    @Test func longResultsSayHowManyRowsThereAre() {
        #expect(TableText.text(Self.table, rows: 2).hasSuffix("… 2 of 3 rows"))
        #expect(TableHTML.text(Self.table, rows: 2).contains("<caption>… 2 of 3 rows</caption>"))
    }

    @Test func htmlIsEscaped() {
        let html = TableHTML.text(Self.table, rows: 3)
        #expect(html.contains("<td>&lt;Broadway &amp; 5&gt;</td>"))
        #expect(!html.contains("<Broadway"))
    }

    @Test(arguments: [
        (1.3888888888888893, "1.3889"), (26.28, "26.28"), (-0.5, "-0.5"), (0.00001, "1e-05"), (2.0, "2.0"), (0, "0.0"),
    ]) func numbersAreShownToFourPlaces(number: Double, text: String) {
        let table = Table(columns: [Column("a", .double)], rows: [[.double(number)]])
        #expect(TableText.text(table, rows: 1).hasSuffix(text))
        #expect(TableHTML.text(table, rows: 1).contains(">\(text)</td>"))
    }

    @Test func longTextsAreCutOnOneLine() {
        let table = Table(columns: [Column("a", .text)], rows: [[.text(String(repeating: "x", count: 80))], ["a\nb"]])
        let lines = TableText.text(table, rows: 2).split(separator: "\n")
        #expect(lines[2].count == 60 && lines[2].hasSuffix("…"))
        #expect(lines[3] == "a b")
    }
}
