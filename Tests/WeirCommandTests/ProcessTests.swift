import Diagnostics
import Foundation
import Subprocesses
import Testing

@testable import WeirCommand

/// The program itself, as a process: what only a process shows.
@Suite struct ProcessTests {
    /// The program beside the test bundle.
    private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "weir")

    private func start(_ words: [String], in folder: URL, output: SubprocessOutput) throws -> Subprocess {
        let launch = SubprocessLaunch(Self.program.path, words, directory: folder)
        return try Subprocess(launch, output: output, messages: .null)
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSchedulerEndsWhenItIsToldTo(signal: Int32) async throws {
        let fixture = try WeirFixture.whole()
        let program = try start(["schedule"], in: fixture.folder.url, output: .kept())
        // The table of the next slots is printed before the scheduler begins to wait.
        try await waitUntil("the table is printed") { program.output.utf8.count >= 8 || program.ending != nil }
        #expect(program.output.hasPrefix("pipeline"))
        program.send(signal)
        #expect(await program.waitForEnd() == .exited(0))
    }

    @Test func aReaderThatGoesAwayIsNoFailure() async throws {
        let fixture = try WeirFixture()
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let output = SubprocessOutput.descriptor(pipe.fileHandleForWriting.fileDescriptor)
        let program = try start(["commands", "--json"], in: fixture.folder.url, output: output)
        #expect(await program.waitForEnd() == .exited(0))
    }

    @Test func aWrongCallExitsWithTwo() async throws {
        let fixture = try WeirFixture()
        let program = try start(["nothing"], in: fixture.folder.url, output: .null)
        #expect(await program.waitForEnd() == .exited(2))
    }
}
