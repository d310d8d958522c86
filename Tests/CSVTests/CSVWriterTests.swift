import Testing

@testable import CSV

@Suite struct CSVWriterTests {
    @Test(
        arguments: [
            (["a", "b"], "a,b\n"), (["a,b", "c"], "\"a,b\",c\n"), (["say \"x\""], "\"say \"\"x\"\"\"\n"),
            (["1\n2", "3\r"], "\"1\n2\",\"3\r\"\n"), ([" a", "b "], "\" a\",\"b \"\n"), (["", nil, "x"], "\"\",,x\n"),
            ([nil], "\"\"\n"), ([nil, nil], ",\n"), ([], "\n"),
        ] as [([String?], String)])
    func fieldsAreQuotedWhereTheyMustBe(row: [String?], text: String) {
        var writer = CSVWriter()
        writer.row(row)
        #expect(writer.text == text)
    }

    @Test func dialectDecidesDelimiterLineEndAndQuotes() {
        var writer = CSVWriter(
            dialect: CSVDialect(delimiter: UInt8(ascii: ";"), lineEnding: .carriageReturnLineFeed, quoting: .texts))
        writer.field("a,b")
        writer.field(nil as String?)
        writer.field(7)
        writer.field(number: Array("1.50".utf8))
        writer.endRow()
        #expect(writer.text == "\"a,b\";;7;1.50\r\n")
        #expect(writer.rows == 1)
    }

    @Test func takenBytesAreGone() {
        var writer = CSVWriter()
        writer.row(["a"])
        #expect(writer.takeBytes() == Array("a\n".utf8))
        #expect(writer.bytes.isEmpty)
        #expect(writer.rows == 1)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let rows = [["id", "note"], ["1", ", \"\r\n\" "], ["", "é"]]
        var writer = CSVWriter()
        for row in rows { writer.row(row) }
        #expect(try CSVReaderTests.records(of: CSVReader(bytes: writer.bytes)) == rows)
    }
}
