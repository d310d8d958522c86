import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct ReplayTranscriptTests {
    private func play(_ text: String, attempt: Int = 1) throws -> (folder: TemporaryDirectory, report: AgentReport) {
        let folder = try TemporaryDirectory()
        try folder.write(text, to: "replay/003-T1.jsonl")
        try folder.write("old", to: "slot/old.txt")
        let task = try #require(TaskID("003-T1"))
        let transcript = try ReplayTranscript(in: folder.file("replay"), task: task, attempt: attempt)
        return (folder, try transcript.play(in: folder.file("slot")))
    }

    @Test func filesAreWrittenAndTakenAway() throws {
        let (folder, report) = try play(
            #"{"write": "a/b.txt", "text": "1\n"}"# + "\n" + #"{"delete": "old.txt"}"# + "\n"
                + #"{"tokens": 1200}"# + "\n" + #"{"dollars": 0.5}"# + "\n")
        #expect(try String(contentsOf: folder.file("slot/a/b.txt"), encoding: .utf8) == "1\n")
        #expect(!FileManager.default.fileExists(atPath: folder.file("slot/old.txt").path))
        #expect(report.tokens == 1200 && report.dollars == 0.5 && report.failure == nil)
    }

    @Test func itAsksAndFailsAsRecorded() throws {
        #expect(try play(#"{"ask": "which unit?"}"#).report.question == "which unit?")
        #expect(try play(#"{"fail": "no quota"}"#).report.failure?.message == "the agent failed: no quota")
    }

    @Test func itDoesNotLeaveItsFolder() throws {
        #expect(throws: WeirError.self) { try play(#"{"write": "../out", "text": ""}"#) }
    }

    @Test func aWrongLineHasItsPlace() throws {
        let error = #expect(throws: WeirError.self) { try play("{\"write\": \"a\", \"text\": \"\"}\n{\"wrote\": 1}\n") }
        #expect(error?.location?.description == "003-T1.jsonl:2")
    }

    @Test func aMissingTranscriptIsNamed() throws {
        let folder = try TemporaryDirectory()
        let task = try #require(TaskID("003-T1"))
        let error = #expect(throws: WeirError.self) {
            try ReplayTranscript(in: folder.url, task: task, attempt: 2)
        }
        #expect(error?.message.hasPrefix("there is no transcript 003-T1-a2.jsonl or 003-T1.jsonl in ") == true)
    }
}
