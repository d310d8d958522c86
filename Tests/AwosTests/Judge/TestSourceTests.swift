import Testing

@testable import Awos

@Suite struct TestSourceTests {
    @Test(arguments: [
        ("#expect(true)", true), ("#expect(1 == 1)", true), ("#expect(!false)", true), ("#expect(x == x)", true),
        ("_ = load()", true), ("#expect(Bool(true))", true), ("// #expect(load())", true), ("#expect(1 < 2)", true),
        ("#expect(load() == 3)", false), ("try #require(load())", false), ("#expect(true)\n#expect(load())", false),
        ("#expect(a == b, \"true\")", false), ("Issue.record(\"x\")", false), ("check(1)", false), ("other(1)", true),
    ])
    func whatCannotFailIsSeen(body: String, cannotFail: Bool) throws {
        let source = TestSource(
            "@Suite struct S {\n@Test func one() throws {\n\(body)\n}\nfunc check(_ a: Int) { #expect(a == load()) }\n}"
        )
        #expect(source.functions.map(\.name) == ["one"])
        #expect(try source.cannotFail(#require(source.functions.first), helpers: TestHelpers([source])) == cannotFail)
    }

    @Test func functionsAreReadWithTheirAttributes() {
        let source = TestSource(
            """
            @Test(.disabled("} later"), arguments: [1, 2]) func first(a: Int) async throws { if a > 1 { #expect(a == b()) } }
            @Test func second() { #expect("}" == c()) }
            """)
        #expect(source.functions.map(\.name) == ["first", "second"])
        #expect(source.functions[1].text == "@Test func second() { #expect(\"}\" == c()) }")
        #expect(source.count(".disabled") == 1)
    }
}
