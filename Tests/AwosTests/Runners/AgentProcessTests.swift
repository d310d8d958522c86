import Diagnostics
import DurableFiles
import Foundation
import Subprocesses
import Testing

@testable import Awos

@Suite struct AgentProcessTests {
    private func run(
        _ script: String, limitSeconds: Double = 600, wrap: [String] = [], folder: TemporaryDirectory
    ) async throws -> AgentTranscript {
        let prompt = try folder.write("the prompt\n", to: "prompt.md")
        let program = AgentProgram(["sh", "-c", script], read: AgentReport.ofCommand)
        return try await AgentProcess(
            program: program, wrap: wrap, limitSeconds: limitSeconds, graceSeconds: 0.05, clock: SystemWallClock()
        ).run(prompt: prompt, in: folder.url, environment: ["PATH": "/usr/bin:/bin"])
    }

    @Test func itReadsThePromptInItsFolder() async throws {
        let folder = try TemporaryDirectory()
        let transcript = try await run("cat; pwd; echo told >&2; exit 4", folder: folder)
        #expect(transcript.ending == .exited(4))
        #expect(transcript.output == "the prompt\n\(folder.url.path.trimmingSuffix("/"))\n")
        #expect(transcript.messages == "told\n")
        #expect(!transcript.isLate)
    }

    @Test func wordsInFrontWrapIt() async throws {
        let folder = try TemporaryDirectory()
        #expect(try await run("echo $WRAPPED", wrap: ["env", "WRAPPED=yes"], folder: folder).output == "yes\n")
    }

    @Test(arguments: ["while :; do sleep 0.05; done", "trap '' TERM; while :; do sleep 0.05; done"])
    func oneThatNeverEndsIsEnded(script: String) async throws {
        let transcript = try await run(script, limitSeconds: 0.05, folder: try TemporaryDirectory())
        #expect(transcript.isLate)
        #expect(!transcript.ending.isSuccess)
    }

    @Test func anInterruptEndsIt() async throws {
        let folder = try TemporaryDirectory()
        let work = Task { try await run("echo $$ > pid; trap '' TERM; while :; do sleep 0.05; done", folder: folder) }
        let mark = folder.file("pid").path
        try await waitUntil("the agent has said its number") {
            (FileManager.default.contents(atPath: mark) ?? Data()).last == 0x0A
        }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        let text = String(decoding: try #require(FileManager.default.contents(atPath: mark)), as: UTF8.self)
        #expect(kill(try #require(Int32(text.trimmed)), 0) != 0)
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
