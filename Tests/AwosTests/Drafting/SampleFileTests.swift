import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct SampleFileTests {
    @Test(arguments: [
        ("a.csv", "h\n1\n2\n", 2), ("a.csv", "h\r\n\"x\ny\"\"\"\r\n\r\n2", 2), ("a.csv", "h", 0), ("a.csv", "", nil),
        ("a.csv", "h\n\"open", nil), ("a.json", "[{},{}]", 2), ("a.json", "{\"n\": 1, \"rows\": [{},{},{}]}", 3),
        ("a.json", "{\"a\": [{}], \"b\": [{}]}", nil), ("a.json", "{", nil), ("A.JSONL", "{}\n\n{}\n", 2),
        ("a.ndjson", "{}\nx\n", nil), ("a.xml", "<a/>", nil),
    ])
    func rowsAreCountedWhereThatNeedsNoChoice(name: String, text: String, rows: Int?) throws {
        let folder = try TemporaryDirectory()
        #expect(try SampleFile(try folder.write(text, to: name), shown: name).rows == rows)
    }

    @Test func theNameIsMadeSafe() throws {
        let folder = try TemporaryDirectory()
        #expect(try SampleFile(try folder.write("", to: "a [b]\n\u{fc}.csv"), shown: "x").name == "a__b___.csv")
        #expect(try SampleFile(try folder.write("", to: ".env"), shown: "x").name == "_env")
    }

    @Test func whatIsNoSmallFileIsRefused() throws {
        let folder = try TemporaryDirectory()
        try folder.write(String(repeating: "x", count: SampleFile.largestBytes + 1), to: "big")
        for (name, code) in [("none", "awos.no_sample"), (".", "awos.no_sample"), ("big", "awos.large_sample")] {
            let error = #expect(throws: WeirError.self) { try SampleFile(folder.file(name), shown: name) }
            #expect(error?.code.rawValue == code && error?.kind == .usage)
        }
    }
}
