import Foundation
import Testing

@testable import Archive

@Suite struct ArchiveWriterTests {
    let fixture: ArchiveFixture
    init() throws { fixture = try ArchiveFixture() }

    @Test(arguments: ArchiveKind.allCases)
    func sameEntriesGiveTheSameBytes(kind: ArchiveKind) throws {
        let entries = [("a.csv", "1,2\n")]
        #expect(try fixture.bytes(kind, entries) == fixture.bytes(kind, entries))
        #expect(try ArchiveKind.of(bytes: fixture.bytes(kind, entries)) == kind)
    }

    @Test func zipHoldsNoTimeOfDay() throws {
        // Bytes 10 to 13 of a local header are time and date; 0 and 0x21 stand for the first moment of 1980.
        let zip = try fixture.bytes(.zip, [("a.csv", "1,2\n")])
        #expect(Array(zip[10..<14]) == [0, 0, 0x21, 0])
    }

    @Test func secondEntryOfACompressedFileIsRefused() throws {
        #expect(throws: (any Error).self) { try fixture.bytes(.gzip, [("a", "1"), ("b", "2")]) }
    }
}
