import Testing

@testable import SQLiteEngine

@Suite struct SQLiteTokensTests {
    private func texts(_ sql: String) -> [String] {
        let tokens = SQLiteTokens(sql)
        return tokens.tokens.map { String(decoding: tokens.bytes[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        ("select a1,'it''s; -- x' from \"t\"\"x\"", ["select", "a1", ",", "'it''s; -- x'", "from", "\"t\"\"x\""]),
        ("a/* ; */b--c\nd", ["a", "b", "d"]), ("[a b].`c`", ["[a b]", ".", "`c`"]), ("1.5e3", ["1", ".", "5e3"]),
        ("größe", ["größe"]), ("'open", ["'open"]), ("/* open", []), ("", []), ("\"a", ["\"a"]), ("[", ["["]),
    ])
    func textIsCutIntoTokens(sql: String, expected: [String]) { #expect(texts(sql) == expected) }

    @Test func statementsEndAtSemicolonsOutsideOfTexts() {
        let tokens = SQLiteTokens(";select ';' ;; -- ;\n insert into \"a;b\" values (1);")
        #expect(tokens.statements == [1..<3, 5..<12])
    }

    @Test func namesLoseTheirQuotes() {
        let tokens = SQLiteTokens("a \"b\"\"c\" `d` [e]]f 'g' 1")
        #expect((0..<4).map { tokens.name($0) } == ["a", "b\"c", "d", "e"])
        #expect(tokens.name(6) == nil && tokens.name(7) == nil)
    }
}
