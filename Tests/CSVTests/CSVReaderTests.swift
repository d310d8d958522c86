import Foundation
import Testing

@testable import CSV

@Suite struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,", [["a", "b"], ["1", ""]]),
        ("a,b\r\n\"1\",\"2\"\r", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("\n\na,b\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
        ("a\n\n1\n", [["a"], [""], ["1"]]),
        ("\"a,b\",\"c\"\"d\"\n\"1\n2\",\"\"\n", [["a,b", "c\"d"], ["1\n2", ""]]),
        ("a\"b,c\n", [["a\"b", "c"]]),
        ("a\rb,c\n", [["a\rb", "c"]]),
        (",\n,\n", [["", ""], ["", ""]]),
        ("Łódź,é\n", [["Łódź", "é"]]),
        ("", []),
    ])
    func recordsAreThoseOfTheGrammar(text: String, expected: [[String]]) throws {
        #expect(try Self.records(of: CSVReader(bytes: Array(text.utf8))) == expected)
    }

    @Test(arguments: [
        ("a,b\n1,2,3\n", CSVError.Reason.ragged(expected: 2, found: 3), 2),
        ("a,b\n\"x\ny\",2\n1\n", .ragged(expected: 2, found: 1), 4),
        ("a,b\n1,\"2\n3\n", .unclosedQuote, 2),
        ("a,b\n\"1\" ,2\n", .textAfterQuote, 2),
        ("a,b\n\"1\"\rx,2\n", .textAfterQuote, 2),
    ])
    func badRecordsAreErrorsWithTheirLine(text: String, reason: CSVError.Reason, line: Int) throws {
        let reader = CSVReader(bytes: Array(text.utf8))
        let error = #expect(throws: CSVError.self) { try Self.records(of: reader) }
        #expect(error == CSVError(reason: reason, line: line))
    }

    @Test func raggedRecordsPassWhereTheyAreAllowed() throws {
        let reader = CSVReader(bytes: Array("a,b\n1\n1,2,3\n".utf8), allowsRagged: true)
        #expect(try Self.records(of: reader) == [["a", "b"], ["1"], ["1", "2", "3"]])
    }

    @Test func otherDelimiterSeparates() throws {
        let reader = CSVReader(bytes: Array("a;b,c\n\"1;2\";3\n".utf8), delimiter: UInt8(ascii: ";"))
        #expect(try Self.records(of: reader) == [["a", "b,c"], ["1;2", "3"]])
    }

    @Test func anotherQuoteMayStandAroundFields() throws {
        let reader = CSVReader(bytes: Array("a,'b,c'\n'it''s',\"x\"\n".utf8), quote: UInt8(ascii: "'"))
        #expect(try Self.records(of: reader) == [["a", "b,c"], ["it's", "\"x\""]])
    }

    @Test func absentAndEmptyDiffer() throws {
        let reader = CSVReader(bytes: Array("x,\"\",\n".utf8))
        #expect(try reader.next())
        #expect((0..<3).map { reader.value($0) } == ["x", "", nil])
    }

    @Test func endlessRecordIsRefused() throws {
        let reader = CSVReader(bytes: [UInt8](repeating: 65, count: 101), limitBytes: 100)
        #expect(throws: CSVError(reason: .recordTooLong(limitBytes: 100), line: 1)) { _ = try reader.next() }
    }

    @Test func fileLargerThanTheWindowReadsLikeMemory() throws {
        // Fields of growing length, quoted and not, so that every kind of place falls on a window's end somewhere.
        let file = FileManager.default.temporaryDirectory.appending(path: "csv-\(UInt64.random(in: 0 ... .max)).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        var writer = CSVWriter(dialect: CSVDialect(lineEnding: .carriageReturnLineFeed))
        let rows = (0..<5000).map { index in
            [String(repeating: "x", count: index % 997), "say \"\(index)\"\n", String(index)]
        }
        for row in rows { writer.row(row) }
        try Data(writer.bytes).write(to: file)
        #expect(writer.bytes.count > 2 << 20)
        let reader = try CSVReader(file: file)
        #expect(try Self.records(of: reader) == rows)
        #expect(reader.records == 5000)
    }

    @Test func missingFileIsAnErrorOfItsOwn() {
        #expect(throws: CSVError(reason: .unreadable(reason: "no such file or directory"), line: 1)) {
            try CSVReader(file: URL(filePath: "/nowhere.csv"))
        }
    }

    @Test func headerIsTheFirstRecord() throws {
        let reader = CSVReader(bytes: Array("a,b\n1,2\n".utf8))
        #expect(try reader.header() == ["a", "b"])
        #expect(try reader.next())
        #expect(reader.line == 2)
        #expect(try CSVReader(bytes: []).header() == [])
    }

    static func records(of reader: CSVReader) throws -> [[String]] {
        var all: [[String]] = []
        while try reader.next() { all.append(reader.strings) }
        return all
    }
}
