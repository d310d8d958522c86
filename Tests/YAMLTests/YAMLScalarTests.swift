import Testing

@testable import YAML

@Suite struct YAMLScalarTests {
    @Test(arguments: [
        ("", YAMLScalar.Value.null), ("~", .null), ("null", .null), ("NULL", .null), ("nULL", .string),
        ("true", .bool(true)), ("True", .bool(true)), ("tRUE", .string), ("yes", .bool(true)), ("No", .bool(false)),
        ("on", .bool(true)), ("OFF", .bool(false)), ("y", .string), ("n", .string),
        ("0", .integer(0)), ("-12", .integer(-12)), ("+7", .integer(7)), ("010", .integer(10)), ("0o10", .integer(8)),
        ("0x1F", .integer(31)), ("0x-1", .string), ("0x", .string), ("1_000", .string),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        ("1.5", .number(1.5)), (".5", .number(0.5)), ("5.", .number(5)), ("1e3", .number(1000)),
        ("-1.5E-1", .number(-0.15)),
        (".inf", .number(.infinity)), ("-.INF", .number(-.infinity)), (".", .string), ("-", .string), ("1e", .string),
        ("1.2.3", .string), ("nan", .string), ("inf", .string), ("0x1p3", .string), ("2024-01-02", .string),
        ("12:30", .string), ("1 ", .string), ("text", .string),
    ])
    func plainScalarsAreResolved(text: String, value: YAMLScalar.Value) {
        #expect(YAMLScalar.Value(plain: text) == value)
    }

    @Test func quotedScalarsAreStrings() throws {
        let root = try YAMLDocument.parse("['1', \"true\", 'no', ~, 1.10]", file: "f").root
        #expect(root?.json == ["1", "true", "no", nil, 1.1])
        #expect(root?.sequence?.last?.text == "1.10")
    }

    @Test func explicitTagsDecide() throws {
        let root = try YAMLDocument.parse("[!!str 1, !!float 2, !!int 3, !!bool yes, ! 5]", file: "f").root
        #expect(root?.json == ["1", 2.0, 3, true, "5"])
    }
}
