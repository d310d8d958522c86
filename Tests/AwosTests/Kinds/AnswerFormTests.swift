import Testing

@testable import Awos

@Suite struct AnswerFormTests {
    static let table: [(form: AnswerForm, right: [String], wrong: [String])] = [
        (.text, ["x", "a: b"], ["", "  "]), (.number, ["0", "24"], ["-1", "x", "1.5", ""]),
        (.choice(["a", "b"]), ["a"], ["c", ""]),
        (.columns, ["a", "a, b_2"], ["", "A", "a;drop", "a,,b", "a b", "1a"]),
        (.tables(), ["raw.a", "raw.a, core.b"], ["a", "raw.a;", "raw.a b"]),
        (.tables(atMost: 1), ["raw.a"], ["raw.a, raw.b"]),
        (.tests, ["ATests", "ATests/B/c, DTests"], ["A-B", "a/b/c/d", ""]),
        (.modules(atMost: 1), ["Ingest"], ["Ingest, Serve", "in gest"]),
        (.equalSums, ["trips = core.fct.trips", "a=b.c.d"], ["trips", "a = b.c", "a = b.c.d)"]),
    ]

    @Test(arguments: table.indices) func aWrongAnswerIsNotTaken(index: Int) {
        let (form, right, wrong) = Self.table[index]
        for text in right { #expect(form.accepts(text), "\(text)") }
        for text in wrong { #expect(!form.accepts(text), "\(text)") }
        #expect(!form.expectation.isEmpty)
    }
}
