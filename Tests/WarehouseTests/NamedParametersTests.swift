import Diagnostics
import Testing
import Warehouse

@Suite struct NamedParametersTests {
    @Test(
        arguments: [
            ("select $a, $b_2 + $a", "select ?, ? + ?", [1, 2, 1]),
            ("select '$a' || $a", "select '$a' || ?", [1]),
            ("select 1 -- $a\n, $a", "select 1 -- $a\n, ?", [1]), ("/* $a */ $a", "/* $a */ ?", [1]),
            ("select \"$a\"", "select \"$a\"", []), ("select $$ $a $$", "select $$ $a $$", []),
            ("select $x$ $a $x$, $a", "select $x$ $a $x$, ?", [1]), ("select 'it''s $a'", "select 'it''s $a'", []),
            ("select $1", "select $1", []), ("a$", "a$", []),
        ] as [(String, String, [Value])]) func bindsParametersOutsideOfQuotes(
            text: String, expected: String, bindings: [Value]
        ) throws
    {
        let rendered = try SQL(text, parameters: ["a": 1, "b_2": 2]).rendered(by: PlainDialect())
        #expect(rendered.text == expected)
        #expect(rendered.bindings == bindings)
    }

    @Test func aParameterWithoutAValueIsNamedWithItsNearMiss() {
        let error = #expect(throws: WeirError.self) { try SQL("select $strat", parameters: ["start": 1]) }
        #expect(error?.message == "the parameter '$strat' has no value")
        #expect(error?.hint == "did you mean 'start'? (parameters are start)")
        #expect(error?.statementOffset == 7)
        #expect(error?.exitCode == 2)
    }

    @Test func listsEachNameOnce() {
        #expect(SQL.parameterNames(in: "$b $a '$c' $b") == ["b", "a"])
    }
}
