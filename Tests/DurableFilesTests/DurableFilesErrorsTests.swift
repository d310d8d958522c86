import Diagnostics
import Foundation
import Testing

@testable import DurableFiles

@Suite struct DurableFilesErrorsTests {
    @Test(
        arguments: [
            (ENOSPC, "files.disk_full", "'a' cannot be written: no space left on device", 1),
            (EFBIG, "files.disk_full", "'a' cannot be written: file too large", 1),
            (EDQUOT, "files.disk_full", "'a' cannot be written: disk quota exceeded", 1),
            (ENOENT, "files.not_found", "'a' cannot be written: no such file or directory", 2),
            (EACCES, "files.not_permitted", "'a' cannot be written: permission denied", 2),
            (EIO, "files.failed", "'a' cannot be written: input/output error", 1),
        ] as [(Int32, WeirError.Code, String, Int32)])
    func systemNumbersBecomeErrors(number: Int32, code: WeirError.Code, message: String, exitCode: Int32) {
        let error = WeirError.fileFailure(errno: number, "written", path: "a")
        #expect(error.code == code)
        #expect(error.message == message)
        #expect(error.exitCode == exitCode)
        #expect(error.hint != nil)
    }

    @Test func otherMessagesReadWell() {
        let holder = LockFile.Holder(processID: 12, command: "weir run x")
        #expect(WeirError.lockHeld(path: "l", holder: holder).message == "'l' is held by process 12 (weir run x)")
        #expect(WeirError.lockHeld(path: "l", holder: nil).message == "'l' is held by another process")
        #expect(WeirError.lockUnsupported(path: "l").message == "the file system of 'l' has no locks")
        #expect(
            WeirError.outsideRoot("../x", root: "/r", because: "it climbs").message
                == "the path '../x' does not stay inside '/r': it climbs")
        #expect(WeirError.digestUnavailable().message == "libcrypto has no SHA-256 here")
        #expect(WeirError.writerFinished(path: "f").message == "'f' was already finished")
    }
}
