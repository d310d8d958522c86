import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test(
        arguments: [
            (JSONValue.null, "null"), (1, "1"), (1.5, "1.5"), (2.0, "2.0"), (.number(.nan), "null"), (1e22, "1e+22"),
            ("a\"\\\n\u{1}é", "\"a\\\"\\\\\\n\\u0001é\""), ([1, true], "[1,true]"),
            (["b": 1, "a": []], "{\"b\":1,\"a\":[]}"),
        ] as [(JSONValue, String)]) func writesOneLine(value: JSONValue, expected: String)
    {
        #expect(value.text() == expected)
    }

    @Test func indentsOneElementALine() {
        let value: JSONValue = ["a": [1, ["b": nil]], "c": [:]]
        let expected = """
            {
             "a": [
              1,
              {
               "b": null
              }
             ],
             "c": {}
            }
            """
        #expect(value.text(.indented(spaces: 1)) == expected)
    }

    @Test(arguments: [
        "{\"a\":[1,2.5,null,true,\"x\"],\"b\":{\"c\":\"\\u0000\\t\"}}", "[-1,1e-05,123456789012345680000.0]",
    ]) func whatIsWrittenIsReadBackEqual(text: String) throws {
        let value = try JSONValue.parse(text)
        #expect(try JSONValue.parse(value.text()) == value)
        #expect(try JSONValue.parse(value.text(.indented(spaces: 2))) == value)
    }
}
