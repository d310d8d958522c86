import Diagnostics
import Foundation
import Testing

@testable import Awos

@Suite struct UndoingTests {
    private func done(_ tasks: [Int: [Int]] = [1: [], 2: [1]]) async throws -> LoopFixture {
        let fixture = try await LoopFixture(tasks)
        #expect(try await fixture.loop(LoopFixture.good).run().isDone)
        return fixture
    }

    private func undoing(_ fixture: LoopFixture) -> Undoing { Undoing(fixture.folder, in: fixture.git) }

    @Test func aTaskIsTakenBackAsOneCommit() async throws {
        let fixture = try await done()
        let second = try #require(TaskID("003-T2"))
        let report = try await undoing(fixture).task(second, by: "Ada")
        #expect(report.commits.count == 1)
        #expect(try await fixture.text("out/2.txt") == nil)
        #expect(try await fixture.text("out/1.txt") == "right\n")
        #expect(!FileManager.default.fileExists(atPath: fixture.root.appending(path: "out/2.txt").path))
        #expect(fixture.ledger.state(of: second) == .open(attempts: 0))
        #expect(try await fixture.git.changedPaths(untracked: true).isEmpty)
        let again = await #expect(throws: WeirError.self) { try await undoing(fixture).task(second, by: "Ada") }
        #expect(again?.code == "awos.nothing_to_undo")
        try Ledger.append([LedgerEntry(at: .now, .blocked(second, question: "which?"))], to: fixture.folder.ledger)
        #expect(try await undoing(fixture).task(second, by: "Ada").commits.isEmpty, "an attempt is forgotten")
        #expect(fixture.ledger.state(of: second) == .open(attempts: 0))
        #expect(try await fixture.loop(LoopFixture.good).run().isDone)
        #expect(try await undoing(fixture).task(second, by: "Ada").commits.count == 1)
    }

    @Test func whatBuildsOnItComesFirst() async throws {
        let fixture = try await done()
        let error = await #expect(throws: WeirError.self) {
            try await undoing(fixture).task(try #require(TaskID("003-T1")), by: "Ada")
        }
        #expect(error?.hint == "take back 003-T2 first")
    }

    @Test func laterWorkOnTheSameLinesIsNotLost() async throws {
        let fixture = try await done([1: []])
        try await fixture.fixture.commit(["out/1.txt": "by hand\n"], "fix: by hand")
        let error = await #expect(throws: WeirError.self) {
            try await undoing(fixture).task(try #require(TaskID("003-T1")), by: "Ada")
        }
        #expect(error?.code == "awos.undo_conflict" && error?.notes == ["out/1.txt"])
        #expect(try await fixture.git.changedPaths(untracked: true).isEmpty)
    }

    @Test func aSpecThatIsNotMergedLosesItsBranchAndKeepsAPatch() async throws {
        let fixture = try await done()
        let report = try await undoing(fixture).spec(by: "Ada")
        #expect(report.droppedBranch == "awos/003-things")
        #expect(try await fixture.git.commit("awos/003-things") == nil)
        #expect(try await fixture.git.currentBranch() == "main")
        let patch = fixture.root.appending(path: try #require(report.patch))
        try await fixture.git.run(["apply", patch.path])
        #expect(try String(contentsOf: fixture.root.appending(path: "out/2.txt"), encoding: .utf8) == "right\n")
    }

    @Test func aMergedSpecIsTakenBackAsOneCommit() async throws {
        let fixture = try await done()
        try await fixture.git.run(["switch", "-q", "main"])
        try await fixture.git.run(["merge", "-q", "--no-ff", "-m", "merge", "awos/003-things"])
        let report = try await undoing(fixture).spec(by: "Ada")
        #expect(report.commits.count == 2 && report.commit != nil)
        #expect(try await fixture.git.text(of: "out/1.txt", in: "main") == nil)
        #expect(fixture.ledger.state(of: try #require(TaskID("003-T1"))) == .open(attempts: 0))
    }

    @Test func relationsThatNothingBuildsAreListed() async throws {
        let fixture = try await LoopFixture([1: []], scopes: [1: "Modules/**"])
        _ = try await fixture.loop("exit 1", limits: LoopLimits(attempts: 1)).run()
        try await fixture.fixture.commit(
            ["Modules/Transform/Models/marts/air/mart_air.sql": "select 1"], "feat: x\n\nAwos-Task: 003-T1")
        let report = try await undoing(fixture).task(try #require(TaskID("003-T1")), by: "Ada")
        #expect(report.relations == ["marts.mart_air"])
    }
}
