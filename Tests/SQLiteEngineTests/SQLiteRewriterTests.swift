import Testing

@testable import SQLiteEngine

@Suite struct SQLiteRewriterTests {
    private func rewritten(_ sql: String) -> SQLiteRewritten {
        let tokens = SQLiteTokens(sql)
        let known: Set<String> = ["raw.t", "marts.a b", "file/raw.t"]
        return SQLiteRewriter(tokens: tokens) { catalog, schema, name in
            known.contains((catalog.map { $0 + "/" } ?? "") + "\(schema).\(name)")
        }.rewrite(0..<tokens.tokens.count)
    }

    @Test(arguments: [
        ("select raw.t.x from raw.t", "select t.x from t"),
        ("select * from \"raw\".\"t\" where a = 'raw.t' -- raw.t", "select * from \"t\" where a = 'raw.t'"),
        ("select * from raw . t, marts.\"a b\", marts.other", "select * from t, \"a b\", marts.other"),
        ("select * from file.raw.t, other.raw.t", "select * from file.t, other.raw.t"),
        ("select x.raw.t, raw.u /* raw.t */ from x", "select x.raw.t, raw.u /* raw.t */ from x"),
        ("select 1.5, '--', a.t", "select 1.5, '--', a.t"), ("select [raw].[t]", "select [t]"),
    ])
    func aKnownRelationLosesItsSchema(sql: String, expected: String) { #expect(rewritten(sql).text == expected) }

    @Test(arguments: [
        (
            "select cast(a > 1 as boolean) as x",
            "select (select weir_value from weir_boolean(weir_to_boolean(a > 1))) as x"
        ),
        ("select CAST(a AS Date)", "select (select weir_value from weir_date(weir_to_date(a)))"),
        (
            "select cast(cast(a as timestamp) as date)",
            "select (select weir_value from weir_date(weir_to_date((select weir_value from weir_timestamp(weir_to_timestamp(a))))))"
        ),
        ("select cast(max(a) as date)", "select weir_to_date(max(a))"),
        ("select cast(raw.t.a as bool)", "select (select weir_value from weir_boolean(weir_to_boolean(t.a)))"),
        ("select cast(a as integer), cast as date", "select cast(a as integer), cast as date"),
        ("select cast((a, b) as", "select cast((a, b) as"),
    ])
    func aCastThatSQLiteLacksGoesThroughAFunction(sql: String, expected: String) {
        #expect(rewritten(sql).text == expected)
    }

    @Test(arguments: [("raw.t.x", "x"), ("cast(é as boolean)", "é"), ("cast(a as date), wrong", "wrong")])
    func placesPointToTheTextAsItWasWritten(sql: String, word: String) throws {
        let result = rewritten(sql)
        let place = { (text: String) in
            text.utf8.count - (text.range(of: word).map { text[$0.lowerBound...].utf8.count } ?? 0)
        }
        #expect(result.original(of: place(result.text)) == place(sql))
    }
}
