import Testing
import Warehouse

@testable import Charts

@Suite struct TableChartTests {
    private static let moment = Value.timestamp(Timestamp(microsecondsSinceEpoch: 0))

    /// A column's kind is what its type says, whatever its values; where the type is a text or unknown, its values say it.
    @Test(
        arguments: [
            (.integer, [], .integer), (.double, [], .number), (.decimal(precision: 9, scale: 2), [], .number),
            (.day, [], .day), (.timestamp, [], .time), (.text, [], .name), (.boolean, [true], .name),
            (.text, ["2024-05-01", nil, "2024-05-02"], .day), (.text, ["2024-05-01", "rain"], .name),
            (.text, ["2024-05-01 06:00:00"], .time), (.text, ["12"], .name), (.text, [nil], .name),
            (.other("any"), [1, 2], .integer), (.other("any"), [1, 2.5], .number), (.other("any"), [moment], .time),
        ] as [(ColumnType, [Value], ChartKind)])
    func columnsHaveTheKindOfTheirTypeOrTheirValues(type: ColumnType, values: [Value], kind: ChartKind) {
        let data = ChartData(Table(columns: [Column("it", type)], rows: values.map { [$0] }))
        #expect(data.columns == [ChartColumn("it", kind)])
    }

    @Test func rowsStandInOrderAsJSON() {
        let table = Table(columns: [Column("a", .text), Column("b", .integer)], rows: [["x", 1], [nil, 2]])
        #expect(ChartData(table).rows == [["x", 1], [nil, 2]])
    }
}
