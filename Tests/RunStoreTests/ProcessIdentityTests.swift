import Foundation
import RunStore
import Testing

@Suite struct ProcessIdentityTests {
    @Test func thisProcessIsAlive() {
        #expect(ProcessIdentity.current.isAlive)
        #expect(ProcessIdentity.current.processID == getpid())
    }

    @Test func anotherProcessOfTheSameNumberIsNotIt() { #expect(!goneProcess.isAlive) }

    @Test func aProcessThatEndedIsGone() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/cat")
        let input = Pipe()
        process.standardInput = input
        try process.run()
        let identity = ProcessIdentity(processID: process.processIdentifier, start: "")
        #expect(identity.isAlive)
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(!identity.isAlive)
    }
}
