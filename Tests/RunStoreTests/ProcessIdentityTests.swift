import Foundation
import RunStore
import Subprocesses
import Testing

@Suite struct ProcessIdentityTests {
    @Test func thisProcessIsAlive() {
        #expect(ProcessIdentity.current.isAlive)
        #expect(ProcessIdentity.current.processID == getpid())
    }

    @Test func anotherProcessOfTheSameNumberIsNotIt() { #expect(!goneProcess.isAlive) }

    @Test func aProcessThatEndedIsGone() async throws {
        let program = try Subprocess(SubprocessLaunch("sleep", ["600"]), output: .null)
        let identity = ProcessIdentity(processID: program.processID, start: "")
        #expect(identity.isAlive)
        program.send(SIGKILL)
        _ = await program.waitForEnd()
        #expect(!identity.isAlive)
    }
}
