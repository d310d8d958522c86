import Testing
import Warehouse

@Suite struct TableTests {
    let table = Table(
        columns: [Column("day", .day), Column("n", .integer)],
        vectors: [.days([CalendarDay(daysSinceEpoch: 0), nil]), .integers([1, 2])])

    @Test func answersByRowAndColumn() {
        #expect(table.rowCount == 2)
        #expect(table[1, "n"] == 2)
        #expect(table[1, "day"] == .null)
        #expect(table[0, "none"] == .null)
        #expect(table.scalar == .day(CalendarDay(daysSinceEpoch: 0)))
        #expect(Table(columns: [Column("a", .text)], rows: []).scalar == .null)
    }

    @Test func isAnArrayOfObjectsAsJSON() {
        #expect(table.json.text() == #"[{"day":"1970-01-01","n":1},{"day":null,"n":2}]"#)
    }

    @Test func rowsAndVectorsHoldTheSame() {
        let other = Table(columns: table.columns, rows: table.rows)
        #expect(other.rows == table.rows)
    }
}
