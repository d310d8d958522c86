import Diagnostics
import Foundation
import Testing

@testable import DurableFiles

@Suite struct DurableFileTests {
    let folder: TemporaryDirectory
    init() throws { folder = try TemporaryDirectory() }

    @Test func writeReplacesTheFile() throws {
        let file = folder.file("deep/er/file")
        try DurableFile.write("one", to: file)
        try DurableFile.write("two", to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == "two")
    }

    @Test func linkIsReplacedInOneStep() throws {
        try folder.write("1", to: "one")
        try folder.write("2", to: "two")
        let link = folder.file("current")
        try DurableFile.replaceLink(at: link, target: "one")
        try DurableFile.replaceLink(at: link, target: "two")
        #expect(try String(contentsOf: link, encoding: .utf8) == "2")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["current", "one", "two"])
    }

    @Test func partialsOfKilledWritersAreSweptAndNothingElse() throws {
        try folder.write("x", to: "kept.partial")
        try folder.write("x", to: ".hidden")
        try folder.write("x", to: ".out.csv.abc.partial")
        #expect(try DurableFile.removePartials(in: folder.url) == 1)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == [
                ".hidden", "kept.partial",
            ])
    }

    @Test func folderBehindDotsIsTheFolderThatTheyMean() throws {
        let folder = try TemporaryDirectory()
        try DurableFile.createFolder(folder.file("missing/../made"))
        #expect(FileManager.default.fileExists(atPath: folder.file("made").path))
    }

    @Test func fileInTheWayOfAFolderIsNamed() throws {
        try folder.write("x", to: "plain")
        let error = #expect(throws: WeirError.self) { try DurableFile.write("y", to: folder.file("plain/below")) }
        #expect(error?.code == "files.not_found")
        #expect(error?.message == "'\(folder.file("plain").path)' cannot be used as a folder: not a directory")
    }

    @Test func fullDiskSaysToFreeSpace() throws {
        let descriptor = try SystemCalls.open("/dev/full", O_WRONLY, "written")
        defer { close(descriptor) }
        let error = #expect(throws: WeirError.self) {
            try [UInt8]([1]).withUnsafeBytes { try SystemCalls.writeAll($0, to: descriptor, path: "/dev/full") }
        }
        #expect(error?.code == "files.disk_full")
        #expect(error?.hint?.contains("free space") == true)
    }
}
