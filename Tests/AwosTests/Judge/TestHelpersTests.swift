import Testing

@testable import Awos

@Suite struct TestHelpersTests {
    /// What stands in the test, in another file of its target, in a third one; whether the test cannot fail.
    @Test(
        arguments: [
            ("expectRows(3)", "func expectRows(_ n: Int) { #expect(load().count == n) }", "", false),
            (
                "try await expectRows(3)",
                "extension Bench {\nfunc expectRows(_ n: Int) async throws {\n#expect(load() == n)\n}\n}", "", false
            ),
            ("fixture.expectRows(3)", "struct Fixture { func expectRows(_ n: Int) { #expect(rows == n) } }", "", false),
            (
                "expectRows(3)", "func expectRows(_ n: Int) { expectCount(n) }",
                "func expectCount(_ n: Int) { #expect(load() == n) }", false
            ),
            ("rows.forEach(expectRow)", "func expectRow(_ row: Row) { #expect(row.isWhole) }", "", false),
            ("expectAll { load() }", "func expectAll(_ body: () -> Int) { #expect(body() == 3) }", "", false),
            ("_ = try row(1)", "func row(_ n: Int) throws -> Row { try #require(load()[n]) }", "", false),
            ("fail()", "func fail() { Issue.record(\"no\") }", "", false),
            ("#expect(load() == 1)", "", "", false),
            // Of nothing.
            ("expectRows(3)", "", "", true),
            ("expectRows(3)", "func expectRows(_ n: Int) { #expect(true) }", "", true),
            ("expectRows(3)", "func expectRows(_ n: Int) { print(n) }", "func other() { #expect(load() == 1) }", true),
            (
                "expectRows(3)", "func expectRows(_ n: Int) { expectCount(n) }",
                "func expectCount(_ n: Int) { expectRows(n) }", true
            ),
            ("print(\"expectRows(3)\")", "func expectRows(_ n: Int) { #expect(load() == n) }", "", true),
            ("// expectRows(3)", "func expectRows(_ n: Int) { #expect(load() == n) }", "", true),
            ("let expectRows = 3\n_ = expectRows", "func expectRows(_ n: Int) { #expect(load() == n) }", "", true),
            ("second()", "@Test func second() { #expect(load() == 1) }", "", true),
            ("_ = try load()", "func load() throws -> Int { 3 }", "", true),
            ("#expect(true || load() == 3)", "", "", true), ("#expect(load() == 3 || true)", "", "", true),
        ] as [(String, String, String, Bool)])
    func aHelperOfAnotherFileCounts(body: String, other: String, third: String, cannotFail: Bool) throws {
        let source = TestSource("@Suite struct S {\n@Test func one() async throws {\n\(body)\n}\n}")
        let helpers = TestHelpers([source, TestSource(other), TestSource(third)])
        #expect(try source.cannotFail(#require(source.functions.first), helpers: helpers) == cannotFail)
    }
}
