import Diagnostics
import Foundation
import Testing

@testable import Archive

@Suite struct DamagedArchiveTests {
    let fixture: ArchiveFixture
    init() throws { fixture = try ArchiveFixture() }

    @Test(arguments: [ArchiveKind.zip, .tar, .gzip, .zstandard], [0.2, 0.5, 0.99])
    func cutFileIsAnError(kind: ArchiveKind, share: Double) throws {
        let whole = try fixture.bytes(kind, [("a.csv", ArchiveFixture.noise(100_000))])
        #expect(throws: Never.self) { try self.readAll(fixture.file(whole)) }
        let length = kind == .tar ? Int(Double(100_512) * share) : Int(Double(whole.count) * share)
        let error = #expect(throws: WeirError.self) { try self.readAll(fixture.file(Array(whole[..<length]))) }
        #expect(error?.code == "archive.damaged")
        #expect(error?.hint == "remove the file and fetch it again")
    }

    @Test func zipCutBetweenTwoEntriesIsAnError() throws {
        let one = try fixture.bytes(.zip, [("a", "1")])
        let two = try fixture.bytes(.zip, [("a", "1"), ("b", "2")])
        // What both begin with is the whole first entry.
        let common = zip(one, two).prefix { $0 == $1 }.map(\.0)
        #expect(throws: WeirError.self) { try self.readAll(fixture.file(common)) }
    }

    @Test func cutNestedZipIsAnErrorThatNamesIt() throws {
        let inner = try fixture.bytes(.zip, [("x.csv", ArchiveFixture.noise(50_000))])
        let file = try fixture.archive(.zip, raw: [("01.zip", Array(inner[..<20_000]))])
        let error = #expect(throws: WeirError.self) { try self.readAll(file) }
        #expect(error?.code == "archive.damaged")
        #expect(error?.message.contains("01.zip/x.csv") == true)
    }

    @Test func changedByteIsFoundByTheChecksum() throws {
        var bytes = try fixture.bytes(.zip, [("a.csv", ArchiveFixture.noise(50_000))])
        bytes[20_000] ^= 0x10
        let error = #expect(throws: WeirError.self) { try self.readAll(fixture.file(bytes)) }
        #expect(error?.code == "archive.damaged")
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html>", "it begins like an HTML page"), ("\n <html>", "it begins like an HTML page"),
        ("<?xml version='1.0'?><Error/>", "it begins like an XML document"), ("{\"a\":1}", "it begins like JSON"),
        ("", "it is empty"), ("a,b\n1,2\n", "it begins like no kind of archive that can be read"),
    ])
    func fileThatIsNoArchiveSaysWhatItSeemsToBe(text: String, reason: String) throws {
        let file = try fixture.file(Array(text.utf8))
        let error = #expect(throws: WeirError.self) { try self.readAll(file) }
        #expect(error?.code == "archive.not_an_archive")
        #expect(error?.message == "'\(file.path)' is not a zip, tar, gzip or zstd file: \(reason)")
    }

    @Test func missingFileIsUnreadable() {
        #expect { try self.readAll(URL(filePath: "/nowhere.zip")) } throws: {
            ($0 as? WeirError)?.code == "archive.unreadable"
        }
    }

    @Test(arguments: ["../evil", "a/../../evil", "/etc/passwd", "a\\..\\..\\evil"], [ArchiveKind.zip, .tar])
    func pathThatClimbsOutIsRefused(path: String, kind: ArchiveKind) throws {
        let file = try fixture.archive(kind, [(path, "x")])
        let error = #expect(throws: WeirError.self) { try ArchiveReader(file: file).entries() }
        #expect(error?.code == "archive.unsafe_path")
    }

    @Test func encryptedEntryIsNamed() throws {
        var bytes = try fixture.bytes(.zip, [("a.csv", "1,2\n")])
        // Bit 0 of the flags says encrypted: at 6 in the local header, at 8 in the directory's, which begins with PK12.
        let directory = try #require(bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        bytes[6] |= 1
        bytes[directory + 8] |= 1
        let error = #expect(throws: WeirError.self) { try self.readAll(fixture.file(bytes)) }
        #expect(error?.code == "archive.encrypted")
    }

    @Test func randomDamageNeverCrashes() throws {
        let whole = try fixture.bytes(.zip, [("a.csv", ArchiveFixture.noise(300)), ("b.csv", "1,2\n")])
        var state: UInt64 = 1
        var read = 0
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 24)
            }
            do {
                try readAll(fixture.file(bytes))
                read += 1
            } catch is WeirError {}
        }
        #expect(read < 500)
    }

    @Test func sameEntryTwiceIsRefused() throws {
        let file = try fixture.archive(.zip, [("a", "1"), ("./a", "2")])
        let error = #expect(throws: WeirError.self) { try ArchiveReader(file: file).entries() }
        #expect(error?.code == "archive.duplicate_entry")
    }

    @Test(arguments: [
        (ArchiveLimits(bytes: 9), "9 bytes"), (ArchiveLimits(entries: 1), "1 entries"),
        (ArchiveLimits(depth: 1), "1 archives within one another"),
    ])
    func limitsStopTheReading(limits: ArchiveLimits, words: String) throws {
        let inner = try fixture.bytes(.zip, [("x", "x")])
        let file = try fixture.archive(.zip, raw: [("a", [UInt8](repeating: 65, count: 10)), ("b.zip", inner)])
        let error = #expect(throws: WeirError.self) { try self.readAll(file, limits) }
        #expect(error?.code == "archive.too_large")
        #expect(error?.message.hasSuffix(words) == true)
    }

    @Test func archiveThatSwellsIsStopped() throws {
        let file = try fixture.archive(.zip, raw: [("zeros", [UInt8](repeating: 0, count: 70 << 20))])
        let error = #expect(throws: WeirError.self) { try self.readAll(file) }
        #expect(error?.message.hasSuffix("more than 200 times its size") == true)
    }

    func readAll(_ file: URL, _ limits: ArchiveLimits = ArchiveLimits()) throws {
        try ArchiveReader(file: file, limits: limits).read(where: { _ in true }) { _, content in
            try content.forEachChunk { _ in }
        }
    }
}
