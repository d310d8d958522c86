import Diagnostics
import Foundation
import Testing

@testable import Archive

@Suite struct ArchiveErrorsTests {
    @Test(
        arguments: [
            (WeirError.unreadable("f", errno: EACCES), "'f' cannot be read: permission denied"),
            (.notAnArchive("f", because: "it is empty"), "'f' is not a zip, tar, gzip or zstd file: it is empty"),
            (.damaged("f", entry: "e", because: "r"), "'f' is cut short or damaged at 'e': r"),
            (.damaged("f", entry: nil, because: "r"), "'f' is cut short or damaged: r"),
            (.encrypted("f", entry: "e"), "'e' in 'f' is encrypted"),
            (.unsafePath("f", entry: "../e"), "'f' holds an entry whose path leads out of the archive: '../e'"),
            (.duplicateEntry("f", entry: "e"), "'f' holds 'e' twice"),
            (.tooLarge("f", "10 bytes"), "'f' unpacks to more than 10 bytes"),
            (.cannotWrite(because: "r"), "an archive cannot be written: r"),
            (.libraryFailed(), "libarchive cannot start"),
        ] as [(WeirError, String)])
    func messagesReadWellAndSayTheNextMove(error: WeirError, message: String) {
        #expect(error.message == message)
        #expect(error.hint != nil)
    }
}
