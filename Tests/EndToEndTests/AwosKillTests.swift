import DurableFiles
import Foundation
import JSON
import Testing

/// kill -9 at many moments of `awos implement`: the next call ends as if nothing had happened.
@Suite(.startsPrograms) struct AwosKillTests {
    /// When it is killed: some time after the first or the second task began.
    struct Moment: Sendable, CustomTestStringConvertible {
        let sign: String
        let delayMilliseconds: Double
        var testDescription: String { "'\(sign)' + \(Int(delayMilliseconds)) ms" }
    }

    static let moments: [Moment] = {
        var chance = SeededChance(seed: 20_261_126)
        let signs = [
            "003-T1: command works on it", "003-T1: done", "003-T2: command works on it", "the criteria are checked",
        ]
        return (0..<20).map { Moment(sign: signs[$0 % 4], delayMilliseconds: chance.next(below: 1_500)) }
    }()

    /// The tree after a call that nobody disturbed.
    private static let undisturbed = Task {
        let project = try await AwosProject()
        let ending = try await project.implement().ending()
        try #require(ending.code == 0, "\(ending.text)")
        return try await project.tree()
    }

    @Test(arguments: moments) func theCallAfterIsAsIfNothingHadHappened(moment: Moment) async throws {
        let project = try await AwosProject()
        let child = try project.implement()
        try await child.wait { child.messages.contains(moment.sign) }
        try await Task.sleep(for: .milliseconds(moment.delayMilliseconds))
        // It may be over by now, on a machine that lets this process wait: then the second call finds everything done.
        child.send(SIGKILL)
        _ = try await child.ending()
        let next = try await project.implement(["--json"]).ending()
        #expect(next.code == 0, "\(next.text)")
        #expect(next.json["done"]?.bool == true)
        #expect(try await project.tree() == Self.undisturbed.value)
        #expect(try await project.doneTasks() == ["003-T1", "003-T2"])
        #expect(try await project.git(["status", "--porcelain"]) == "")
        let ledger = try String(contentsOf: project.folder.file("context/spec/003-parts/ledger.jsonl"), encoding: .utf8)
        let lines = ledger.split(separator: "\n")
        #expect(lines.allSatisfy { (try? JSONValue.parse(String($0)))?["event"] != nil })
        #expect(lines.count { $0.contains("\"event\":\"done\"") } == 2)
    }

    @Test func oneAtATimeWorksInARepository() async throws {
        let project = try await AwosProject()
        let first = try project.implement()
        #expect(try await first.wait { first.messages.contains("works on it") })
        let second = try await project.implement().ending()
        #expect(second.code == 2, "\(second.text)")
        #expect(second.messages.contains("another awos works in this repository"))
        #expect(try await first.ending().code == 0)
    }

    @Test func anInterruptedCallIsTakenUp() async throws {
        let project = try await AwosProject()
        let child = try project.implement()
        #expect(try await child.wait { child.messages.contains("works on it") })
        child.send(SIGINT)
        let ending = try await child.ending()
        #expect(ending.code == 130 || ending.code == 0, "\(ending.text)")
        let next = try await project.implement().ending()
        #expect(next.code == 0, "\(next.text)")
        #expect(try await project.tree() == Self.undisturbed.value)
    }
}
