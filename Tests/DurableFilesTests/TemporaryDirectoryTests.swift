import Foundation
import Testing

@testable import DurableFiles

@Suite struct TemporaryDirectoryTests {
    @Test func folderIsGoneWhenNothingRefersToIt() throws {
        var folder: TemporaryDirectory? = try TemporaryDirectory(prefix: "gone")
        let place = try #require(folder?.url)
        try folder?.write("x", to: "a/b")
        #expect(FileManager.default.fileExists(atPath: place.appending(path: "a/b").path))
        folder = nil
        #expect(!FileManager.default.fileExists(atPath: place.path))
    }
}
