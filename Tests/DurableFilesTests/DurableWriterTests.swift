import Diagnostics
import Foundation
import Testing

@testable import DurableFiles

@Suite struct DurableWriterTests {
    let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    @Test func finishPutsTheWholeContentInPlaceAndSaysItsDigest() throws {
        let file = folder.file("a/b/out.txt")
        let writer = try DurableWriter(to: file)
        try writer.write("ab")
        try writer.write(Array("c".utf8))
        #expect(!FileManager.default.fileExists(atPath: file.path))
        let receipt = try writer.finish()
        #expect(try String(contentsOf: file, encoding: .utf8) == "abc")
        #expect(receipt.bytes == 3)
        #expect(receipt.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try names() == ["a"])
    }

    @Test func contentLargerThanTheBufferKeepsItsOrder() throws {
        let file = folder.file("big")
        let writer = try DurableWriter(to: file)
        var expected: [UInt8] = []
        for (index, count) in [1, 300_000, 7, 262_144, 100].enumerated() {
            let piece = [UInt8](repeating: UInt8(index), count: count)
            expected += piece
            try writer.write(piece)
        }
        let receipt = try writer.finish()
        #expect(try Data(contentsOf: file) == Data(expected))
        #expect(try receipt.sha256 == SHA256.hex(ofFile: file))
    }

    @Test func droppedWriterLeavesTheOldFileAndNothingBeside() throws {
        let file = try folder.write("old", to: "kept")
        do {
            let writer = try DurableWriter(to: file)
            try writer.write("new")
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "old")
        #expect(try names() == ["kept"])
    }

    @Test func finishedWriterRefusesMore() throws {
        let writer = try DurableWriter(to: folder.file("x"))
        try writer.finish()
        #expect { try writer.write("more") } throws: { ($0 as? WeirError)?.code == "files.writer_finished" }
        #expect { try writer.finish() } throws: { ($0 as? WeirError)?.code == "files.writer_finished" }
    }

    @Test func replacedFileKeepsItsPermissions() throws {
        let file = try folder.write("old", to: "secret")
        chmod(file.path, 0o600)
        try DurableFile.write("new", to: file)
        var status = stat()
        stat(file.path, &status)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    }
}
