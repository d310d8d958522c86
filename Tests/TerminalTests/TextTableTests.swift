import Testing

@testable import Terminal

@Suite struct TextTableTests {
    @Test func columnsAreAlignedWithoutSpacesAtTheEnd() {
        let table = TextTable(
            [.init("name"), .init("rows", .right), .init("note")], rows: [["a", "1,000", ""], ["bcdefg", "7", "x"]])
        #expect(
            table.lines() == [
                "name     rows  note",
                "──────  ─────  ────",
                "a       1,000",
                "bcdefg      7  x",
            ])
    }

    @Test func theWidestColumnIsCutToTheWidth() {
        let table = TextTable([.init("id"), .init("name")], rows: [["1", "a name that is far too long"]])
        #expect(table.lines(width: 20) == ["id  name", "──  ────────────────", "1   a name that is …"])
    }

    @Test func columnsThatDoNotFitAreCounted() {
        let columns = (1...6).map { TextTable.Column("column_\($0)") }
        let table = TextTable(columns, rows: [(1...6).map { "a longer text \($0)" }])
        let lines = table.lines(width: 40)
        #expect(table.hiddenColumns(width: 40) == 4)
        #expect(table.hiddenColumns(width: 200) == 0)
        #expect(lines[0] == "column_1         column_2  +4")
        #expect(lines.allSatisfy { $0.displayWidth <= 40 })
    }

    @Test func aVitalColumnStaysWhenOthersAreLeftOut() {
        let table = TextTable(
            [.init("run"), .init("pipeline"), .init("status", isVital: true), .init("by")],
            rows: [["20240601-000000-abcd", "city_bikes", "succeeded", "manual"]])
        #expect(table.lines(width: 40)[0] == "run                   status  +2")
        #expect(table.lines(width: 40)[2] == "20240601-000000-abcd  succeeded")
        #expect(table.lines(width: 12) == ["status  +3", "─────────", "succeeded"])
        #expect(table.lines(width: 60) == table.lines())
    }

    @Test(arguments: 1...60)
    func noLineIsWiderThanAsked(width: Int) {
        let rows = [["a", "some longer text", "1,234,567"], ["日本語のテキスト", "x", "1"]]
        let lines = TextTable([.init("a"), .init("b", isVital: width > 30), .init("c", .right)], rows: rows)
            .lines(width: width)
        #expect(lines.dropFirst().allSatisfy { $0.displayWidth <= width })
    }

    @Test(arguments: [
        ("abc", 3), ("", 0), ("é", 1), ("日本", 4), ("e\u{301}", 1), ("🚲", 2), ("☀️", 2),
    ])
    func cellsAreCountedAsATerminalDoes(text: String, cells: Int) {
        #expect(text.displayWidth == cells)
    }

    @Test func dataCannotMoveTheCursor() {
        let table = TextTable([.init("a")], rows: [["x\u{1B}[2Jy\n\t\r\u{9B}é"]])
        #expect(table.lines()[2] == #"x\u{1b}[2Jy\n\t\r\u{9b}é"#)
    }
}
