import Diagnostics
import JSON
import Testing

@Suite struct ErrorTextTests {
    static let full = WeirError(
        "transform.unknown_column", "model 'mart' reads column 'trip_cout', which 'fct_trips' does not have",
        at: SourceLocation(
            file: "mart.sql", source: "select\n  sum(trip_cout)\nfrom x", utf8Offset: 13, length: 9,
            remark: "did you mean 'trip_count'?"),
        hint: "run `weir transform show fct_trips`", notes: ["first\nsecond"])

    @Test func showsThePlaceTheUnderlineTheNotesAndTheHint() {
        #expect(
            Self.full.text() == """
                error: model 'mart' reads column 'trip_cout', which 'fct_trips' does not have
                  --> mart.sql:2:7
                     2 |   sum(trip_cout)
                       |       ^^^^^^^^^ did you mean 'trip_count'?
                  first
                  second
                  hint: run `weir transform show fct_trips`
                """)
    }

    @Test func coloursOnlyWhenAsked() {
        #expect(!Self.full.text().contains("\u{1B}"))
        #expect(Self.full.text(colored: true).contains("\u{1B}[1;31merror:"))
    }

    @Test func isAnObjectForPrograms() {
        let json = Self.full.json
        #expect(json["code"] == "transform.unknown_column")
        #expect(json["line"] == 2 && json["column"] == 7 && json["file"] == "mart.sql")
        #expect(WeirError("a.b", "c").json == ["code": "a.b", "message": "c", "retryable": false])
    }

    @Test(arguments: [
        ("é\nab", 3, 2, 1), ("é\nab", 4, 2, 2), ("éé", 2, 1, 2), ("a", 0, 1, 1), ("a\n", 2, 2, 1), ("a", 99, 1, 2),
    ]) func findsLineAndColumnOfAnOffset(text: String, offset: Int, line: Int, column: Int) {
        let location = SourceLocation(file: "f", source: text, utf8Offset: offset)
        #expect(location.line == line && location.column == column)
        #expect(location.description == "f:\(line):\(column)")
    }
}
