import Foundation
import Testing

@testable import WeirCommand

/// The program itself, as a process: what only a process shows.
@Suite struct ProcessTests {
    /// The program beside the test bundle.
    private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "weir")

    private func start(_ words: [String], in folder: URL, output: Pipe) throws -> Process {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = words
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func end(of process: Process) async -> Int32 {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume(returning: process.terminationStatus)
            }
        }
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSchedulerEndsWhenItIsToldTo(signal: Int32) async throws {
        let fixture = try WeirFixture()
        let pipe = Pipe()
        let process = try start(["schedule"], in: fixture.folder.url, output: pipe)
        // The table of the next slots is printed before the scheduler begins to wait.
        let first = try pipe.fileHandleForReading.read(upToCount: 8).map { String(decoding: $0, as: UTF8.self) }
        #expect(first == "pipeline")
        kill(process.processIdentifier, signal)
        #expect(await end(of: process) == 0)
    }

    @Test func aReaderThatGoesAwayIsNoFailure() async throws {
        let fixture = try WeirFixture()
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let process = try start(["commands", "--json"], in: fixture.folder.url, output: pipe)
        #expect(await end(of: process) == 0)
        #expect(process.terminationReason == .exit)
    }

    @Test func aWrongCallExitsWithTwo() async throws {
        let fixture = try WeirFixture()
        let process = try start(["nothing"], in: fixture.folder.url, output: Pipe())
        #expect(await end(of: process) == 2)
    }
}
