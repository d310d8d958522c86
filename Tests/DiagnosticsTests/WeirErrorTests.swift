import Diagnostics
import Testing

@Suite struct WeirErrorTests {
    @Test(arguments: [(WeirError.Kind.failure, 1 as Int32), (.usage, 2), (.interrupted, 130)])
    func theKindDecidesTheExitCode(kind: WeirError.Kind, code: Int32) {
        #expect(WeirError("a", "b", kind: kind).exitCode == code)
    }

    @Test func wrapsWhateverWasThrown() {
        struct Odd: Error, CustomStringConvertible { let description = "odd" }
        #expect(WeirError(wrapping: CancellationError()) == .interrupted)
        #expect(WeirError(wrapping: Odd()).message == "odd")
        let one = WeirError("a", "one", kind: .usage)
        #expect(WeirError(wrapping: WeirErrors([one])) == one)
        let two = WeirError(wrapping: WeirErrors([one, WeirError("b", "two")]))
        #expect(two.message == "2 errors" && two.exitCode == 2 && two.notes.count == 2)
    }

    @Test func throwsOnlyWhenThereIsAnError() throws {
        try WeirErrors.throwIfAny([])
        #expect(throws: WeirError("a", "one")) { try WeirErrors.throwIfAny([WeirError("a", "one")]) }
        #expect(throws: WeirErrors.self) { try WeirErrors.throwIfAny([WeirError("a", "1"), WeirError("b", "2")]) }
    }

    @Test func anExcerptHasNoLineEnd() {
        let location = SourceLocation(file: "f", source: "a\r\nbad one\r\n", utf8Offset: 7)
        #expect(location.line == 2)
        #expect(location.column == 5)
        #expect(location.excerpt == "bad one")
    }
}
