import Diagnostics
import Foundation
import Testing

@testable import Archive

@Suite struct ArchiveReaderTests {
    let fixture: ArchiveFixture
    init() throws { fixture = try ArchiveFixture() }

    @Test(arguments: [ArchiveKind.zip, .tar])
    func filesAreListedAndRead(kind: ArchiveKind) throws {
        let file = try fixture.archive(kind, [("a.csv", "1,2\n"), ("Łódź/é.csv", "3\n"), ("empty", "")])
        let reader = ArchiveReader(file: file)
        #expect(try reader.entries().map(\.path) == ["a.csv", "Łódź/é.csv", "empty"])
        #expect(try contents(reader) == ["a.csv": "1,2\n", "Łódź/é.csv": "3\n", "empty": ""])
    }

    @Test(arguments: [(ArchiveKind.gzip, "trips.csv.gz"), (.zstandard, "trips.csv.ZST")])
    func compressedFileIsOneEntryWithoutTheEnding(kind: ArchiveKind, name: String) throws {
        let file = try fixture.archive(kind, [("x", "a,b\n1,2\n")], name: name)
        let reader = ArchiveReader(file: file)
        #expect(try reader.entries() == [ArchiveEntry(path: "trips.csv", bytes: nil, depth: 1)])
        #expect(try contents(reader) == ["trips.csv": "a,b\n1,2\n"])
    }

    @Test func whatIsUnwantedIsNotHandedOver() throws {
        let file = try fixture.archive(.zip, [("a.csv", "1"), ("b.txt", "2")])
        #expect(try contents(ArchiveReader(file: file)) { $0.path.hasSuffix(".csv") } == ["a.csv": "1"])
    }

    @Test func nestedArchivesAreFolders() throws {
        let inner = try fixture.bytes(.zip, [("201901.csv", "jan"), ("__MACOSX/._201901.csv", "x")])
        let packed = try fixture.bytes(.gzip, [("y", "feb")])
        let file = try fixture.archive(
            .zip,
            raw: [("2019/201901.zip", inner), ("__MACOSX/2019/._201901.zip", [0, 5]), ("2019/02.csv.gz", packed)])
        let reader = ArchiveReader(file: file)
        #expect(try contents(reader) == ["2019/201901.zip/201901.csv": "jan", "2019/02.csv.gz/02.csv": "feb"])
        #expect(try reader.entries().map(\.depth) == [2, 2])
    }

    @Test func nestedArchiveThatIsNotWantedStaysClosed() throws {
        let inner = try fixture.bytes(.zip, [("x.csv", "x")])
        let file = try fixture.archive(.zip, raw: [("01.zip", inner), ("02.zip", inner)])
        var seen: [String] = []
        try ArchiveReader(file: file).read(opens: { $0.path == "02.zip" }, where: { _ in true }) { entry, _ in
            seen.append(entry.path)
        }
        #expect(seen == ["02.zip/x.csv"])
    }

    @Test func compressedTarIsAnArchiveOfFiles() throws {
        let tar = try fixture.bytes(.tar, [("a", "1"), ("b", "2")])
        let file = try fixture.archive(.gzip, raw: [("x", tar)], name: "x.tgz")
        #expect(try contents(ArchiveReader(file: file)) == ["a": "1", "b": "2"])
    }

    @Test func macintoshMetadataIsPassedOver() throws {
        let file = try fixture.archive(
            .zip, [("a.csv", "1"), ("__MACOSX/._a.csv", "x"), ("b/._c.csv", "x"), (".DS_Store", "x")])
        #expect(try ArchiveReader(file: file).entries().map(\.path) == ["a.csv"])
    }

    @Test func progressGrowsToTheWholeContent() throws {
        let text = String(repeating: "0123456789", count: 100_000)
        let file = try fixture.archive(.zip, [("a", text)])
        var seen: [ArchiveProgress] = []
        try ArchiveReader(file: file).read(where: { _ in true }, progress: { seen.append($0) }) { _, content in
            try content.forEachChunk { _ in }
        }
        #expect(seen.count >= 4)
        #expect(seen.last?.unpackedBytes == 1_000_000)
        #expect(seen.allSatisfy { $0.packedBytes <= $0.totalPackedBytes && $0.totalPackedBytes > 0 })
    }

    @Test func errorOfTheCallerPassesThrough() throws {
        struct Stop: Error {}
        let file = try fixture.archive(.zip, [("a", "1")])
        #expect(throws: Stop.self) {
            try ArchiveReader(file: file).read(where: { _ in true }) { _, content in
                try content.forEachChunk { _ in throw Stop() }
            }
        }
    }

    func contents(
        _ reader: ArchiveReader, where isWanted: @escaping (ArchiveEntry) -> Bool = { _ in true }
    ) throws -> [String: String] {
        var all: [String: String] = [:]
        try reader.read(where: isWanted) { entry, content in
            all[entry.path] = String(decoding: try content.bytes(), as: UTF8.self)
        }
        return all
    }
}
