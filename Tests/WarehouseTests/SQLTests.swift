import Testing
import Warehouse

struct PlainDialect: SQLDialect {
    let name = "plain"
    let hasSchemas = true
    var relations: SQL { "select null, null, null" }
    func typeName(_ type: ColumnType) -> String { type.description }
    func attach(file path: String, as catalog: String, readOnly: Bool) -> SQL {
        "attach \(path) as \(identifier: catalog)"
    }
}

@Suite struct SQLTests {
    @Test func quotesNamesAndBindsValues() throws {
        let table = try TableName(schema: "raw", name: "od\"d")
        let sql: SQL =
            "select \("a b" as ColumnName) from \(table) where x = \("it's; drop") and y > \(5) and z = \(1.5)"
        let (text, bindings) = sql.rendered(by: PlainDialect())
        #expect(text == "select \"a b\" from \"raw\".\"od\"\"d\" where x = ? and y > ? and z = ?")
        #expect(bindings == ["it's; drop", 5, 1.5])
    }

    @Test func writesValuesOutForPeople() {
        let sql: SQL =
            "values (\("it's"), \(Value.null), \(Value.day(CalendarDay(daysSinceEpoch: 0))), \(Value.boolean(true)))"
        #expect(sql.display(by: PlainDialect()) == "values ('it''s', null, cast('1970-01-01' as date), true)")
    }

    @Test func joinsPiecesWithTheirBindings() {
        let pieces = [1, 2].map { "x = \($0)" as SQL }
        let (text, bindings) = ("where " + pieces.joined(separator: " or ")).rendered(by: PlainDialect())
        #expect(text == "where x = ? or x = ?")
        #expect(bindings == [1, 2])
    }

    @Test(arguments: ["", "a\u{0}b", String(repeating: "x", count: 256), "a.b.c"])
    func refusesNamesThatCannotStandInSQL(text: String) {
        #expect(throws: (any Error).self) { try TableName(parsing: text) }
    }

    @Test func readsSchemaAndName() throws {
        #expect(try TableName(parsing: "raw.trips") == "raw.trips")
        #expect(("raw.trips" as TableName).schema == "raw")
        #expect(try ("raw.trips" as TableName).suffixed("__tmp").description == "raw.trips__tmp")
    }
}
