import JSON
import Testing

@Suite struct JSONParserTests {
    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("-0", 0), ("12", 12), ("-1.5e2", -150.0), ("1E2", 100.0),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("\"a\\n\\u00e9\\ud83d\\ude00/\"", "a\né😀/"), ("[]", []), ("[1, [2]]", [1, [2]]), ("{}", [:]),
            ("{\"a\": 1, \"b\": {\"c\": null}}", ["a": 1, "b": ["c": nil]]), ("\u{FEFF}1", 1),
        ] as [(String, JSONValue)]) func readsEveryKindOfValue(text: String, expected: JSONValue) throws
    {
        #expect(try JSONValue.parse(text) == expected)
    }

    @Test(arguments: [
        ("", 1, 1), ("[1,]", 1, 4), ("{\"a\" 1}", 1, 6), ("[1 2]", 1, 4), ("01", 1, 1), ("1.", 1, 3), ("\"a", 1, 3),
        ("nul", 1, 1), ("[\n  1,\n  x]", 3, 3), ("\"\\x\"", 1, 2), ("\"\\ud800\"", 1, 2), ("{a: 1}", 1, 2),
        ("1 2", 1, 3),
        ("\"a\nb\"", 1, 3), ("1e999", 1, 1),
    ]) func saysWhereATextIsNotJSON(text: String, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(text) }
        #expect(error?.line == line && error?.column == column, "\(text): \(error.map(String.init(describing:)) ?? "")")
    }

    @Test func refusesNestingThatWouldExhaustTheStack() {
        #expect(throws: JSONError.self) { try JSONValue.parse(String(repeating: "[", count: 100_000)) }
    }

    @Test func keepsTheOrderOfKeysAndTheLastOfTwoEqualOnes() throws {
        let object = try #require(try JSONValue.parse("{\"z\": 1, \"a\": 2, \"z\": 3}").object)
        #expect(object.keys == ["z", "a"])
        #expect(object["z"] == 3)
    }
}
