import SQLiteEngine
import Testing
import Warehouse

@Suite struct SQLiteTableCreationTests {
    private func columns(_ query: SQL) async throws -> [Column]? {
        let engine = try await SQLite.open()
        return try await engine.withConnection { connection in
            try connection.createTable(
                "raw.t",
                columns: [Column("b", .boolean), Column("d", .day), Column("at", .timestamp), Column("s", .text)])
            _ = try connection.run("insert into raw.t values (1, '2024-05-01', '2024-05-01 08:00:00', '2024-05-01')")
            try connection.createView("staging.v", as: "select b, d, at, s, d > '2024-01-01' as late from raw.t")
            try connection.createTable("marts.m", as: query)
            #expect(try connection.rowCount(of: "marts.m") == 1)
            return try connection.columns(of: "marts.m")
        }
    }

    @Test func declaredTypesPassThroughViewsAndSubqueries() async throws {
        let found = try await columns("with w as (select * from staging.v) select b, d, at, s from w")
        #expect(found == [Column("b", .boolean), Column("d", .day), Column("at", .timestamp), Column("s", .text)])
    }

    @Test func aCastGivesAnExpressionItsType() async throws {
        let found = try await columns(
            "select cast(d >= '2024-01-01' as boolean) as x, cast(at as date) as y, cast(s as timestamp) as z from raw.t"
        )
        #expect(found == [Column("x", .boolean), Column("y", .day), Column("z", .timestamp)])
    }

    @Test func otherExpressionsHaveTheTypeOfTheirValues() async throws {
        let found = try await columns(
            "select count(*) as n, 1.0 * count(*) as x, min(d) as d, max(at) as at, upper(s) || 'z' as s, null as u from raw.t"
        )
        #expect(
            found == [
                Column("n", .integer), Column("x", .double), Column("d", .day), Column("at", .timestamp),
                Column("s", .text), Column("u", .text),
            ])
    }

    @Test func aColumnWithoutValuesTakesWhatComesLater() async throws {
        let engine = try await SQLite.open()
        try await engine.run("create table marts.m as select null as a where false")
        try await engine.run("insert into marts.m values (7), ('x')")
        #expect(try await engine.read("select a from marts.m").rows == [[7], ["x"]])
    }

    @Test func theBooleanOfACastComesBackAsOne() async throws {
        let engine = try await SQLite.open()
        try await engine.run(
            "create view staging.v as select cast(column1 > 1 as boolean) as x from (values (1), (2), (null))")
        #expect(try await engine.read("select x from staging.v").rows == [[false], [true], [nil]])
        #expect(try await engine.withConnection { try $0.columns(of: "staging.v") } == [Column("x", .boolean)])
    }
}
