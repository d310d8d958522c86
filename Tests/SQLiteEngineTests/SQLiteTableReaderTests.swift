import SQLiteEngine
import Testing
import Warehouse

@Suite struct SQLiteTableReaderTests {
    @Test func declaredTypesComeBackThroughViewsAndSubqueries() throws {
        let connection = try SQLiteConnection(nil)
        try connection.script(
            """
            create table t (a boolean, b integer, c double, d date, e timestamp, f text, g json text, h blob);
            insert into t values (1, 2, 3, '2024-05-01', '2024-05-01 06:00:00.5', '2024-05-01', '[1]', x'00ff');
            insert into t values (null, null, null, null, null, null, null, null);
            create view v as with w as (select * from t) select a as aa, b, c, d, e, f, g, h from w
            """)
        let table = try connection.table("select * from v where 1 = ?", [1])
        #expect(table.columns.map(\.name.name) == ["aa", "b", "c", "d", "e", "f", "g", "h"])
        #expect(table.columns.map(\.type) == [.boolean, .integer, .double, .day, .timestamp, .text, .json, .bytes])
        let day = try #require(CalendarDay("2024-05-01"))
        let moment = try #require(Timestamp("2024-05-01 06:00:00.500000"))
        #expect(
            table.rows[0] == [
                true, 2, 3.0, .day(day), .timestamp(moment), "2024-05-01", "[1]", .bytes([0, 255]),
            ])
        #expect(table.rows[1] == [Value](repeating: .null, count: 8))
    }

    @Test(arguments: [
        ("1", ColumnType.integer), ("1.5", .double), ("'x'", .text), ("date('2024-05-01')", .day), ("null", .text),
        ("datetime('2024-05-01')", .timestamp), ("x'00'", .bytes),
    ])
    func anExpressionHasTheTypeOfItsValues(expression: String, type: ColumnType) throws {
        #expect(try SQLiteConnection(nil).table("select \(expression) as x").columns == [Column("x", type)])
    }

    @Test(arguments: [
        ("values (1), (2.5)", ColumnType.double), ("values ('2024-05-01'), ('2024-05-01 01:00:00')", .timestamp),
        ("values ('2024-05-01'), ('soon')", .text), ("values (null), (3)", .integer), ("values (1), ('x')", .text),
    ])
    func valuesOfSeveralTypesShareTheNarrowest(query: String, type: ColumnType) throws {
        #expect(try SQLiteConnection(nil).table(query).columns.map(\.type) == [type])
    }

    @Test func aValueThatDoesNotFitItsDeclaredTypeIsGivenAsItIs() throws {
        let connection = try SQLiteConnection(nil)
        try connection.script("create table t (a boolean, b date); insert into t values (7, 'soon'), (1, '2024-05-01')")
        let table = try connection.table("select * from t")
        #expect(table.rows == [[7, "soon"], [1, "2024-05-01"]])
    }
}
