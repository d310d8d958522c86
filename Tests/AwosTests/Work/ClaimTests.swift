import Diagnostics
import DurableFiles
import Foundation
import Project
import Testing

@testable import Awos

@Suite struct ClaimTests {
    private let now = Date(timeIntervalSince1970: 1_717_200_000)
    private let id = TaskID("003-T1")!

    private func approve(_ fixture: JudgeFixture) throws {
        try Approval(fixture.folder, settings: AgentSettings()).record(by: "Ada", at: now)
    }

    @Test func workInTheCheckoutIsJudgedAndCommitted() async throws {
        let fixture = try await JudgeFixture()
        try fixture.git.folder.write("mine", to: "notes.txt")
        let claim = Claim(fixture.judge)
        let attempt = try await claim.start(id)
        #expect(attempt.number == 1)
        for (path, text) in JudgeTests.good { try fixture.git.folder.write(text, to: path) }
        let verdict = try await claim.finish(id)
        #expect(verdict.isDone, "\(verdict)")
        #expect(try await fixture.git.git.changedPaths(untracked: true) == ["notes.txt"])
        let taken = try await fixture.git.git.run(["show", "--name-only", "--format=", "HEAD"])
        #expect(
            taken.split(separator: "\n").sorted() == [
                "Modules/Ingest/Air.swift", "Tests/IngestTests/AirTests.swift", "context/spec/003-air/ledger.jsonl",
                "context/spec/003-air/pull-request.md", "context/spec/003-air/tasks.md",
            ])
    }

    @Test func aClaimIsHeldByOne() async throws {
        let fixture = try await JudgeFixture()
        let claim = Claim(fixture.judge)
        let early = await #expect(throws: WeirError.self) { try await claim.finish(id) }
        #expect(early?.code == "awos.task_not_started")
        _ = try await claim.start(id)
        let second = await #expect(throws: WeirError.self) { try await claim.start(id) }
        #expect(second?.code == "awos.task_started" && second?.exitCode == 2)
        #expect(try await claim.start(id, again: true).number == 1)
        let nothing = try await claim.finish(id)
        guard case .failed("awos.nothing_changed", _) = nothing.outcome else {
            Issue.record("\(nothing)")
            return
        }
        // Going on after a verdict is the next attempt.
        _ = try await claim.finish(id)
        #expect(fixture.ledger.state(of: id) == .open(attempts: 2))
        #expect(try await claim.start(id).number == 3)
    }

    @Test func whatImplementGaveToAnAgentIsItsOwnWhileItRuns() async throws {
        let fixture = try await JudgeFixture()
        let claim = Claim(fixture.judge)
        _ = try await claim.start(id, runner: "codex")
        let lock = try Preflight.lock(fixture.git.git.root)
        let before = Ledger.wholeLines(of: fixture.folder.ledger)
        let finish = await #expect(throws: WeirError.self) { try await claim.finish(id) }
        #expect(finish?.code == "awos.busy" && finish?.exitCode == 2)
        let start = await #expect(throws: WeirError.self) { try await claim.start(id, again: true) }
        #expect(start?.code == "awos.busy")
        #expect(Ledger.wholeLines(of: fixture.folder.ledger) == before)
        lock.release()
        #expect(try await claim.start(id, again: true).number == 1)
    }

    @Test func aTaskWaitsForWhatComesBefore() async throws {
        let later = TaskFixture.text("003-T2", after: ["003-T1"], mayWrite: ["Modules/Serve/**"])
        let fixture = try await JudgeFixture(files: ["context/spec/003-air/tasks/02-serve.md": later])
        let error = await #expect(throws: WeirError.self) {
            try await Claim(fixture.judge).start(TaskID("003-T2")!)
        }
        #expect(error?.message == "003-T2 waits for 003-T1")
    }

    /// Everything that is wrong is said with its cure, and nothing is written.
    @Test(arguments: [
        ("dirty", "awos.dirty_tree", "git stash"), ("approval", "awos.approval_required", "awos approve 003"),
        ("question", "awos.open_question", "awos clarify 003"), ("vague", "awos.vague_criterion", "check"),
        ("ledger", "awos.ledger_changed", "git restore"), ("cycle", "awos.task_cycle", "depends_on"),
        ("identity", "awos.no_identity", "git config"), ("shallow", "awos.shallow_clone", "--unshallow"),
    ])
    func whatStandsInTheWayIsSaid(case name: String, code: String, hint: String) async throws {
        let fixture = try await JudgeFixture()
        let folder = fixture.folder
        var git = fixture.git.git
        if name != "approval" { try approve(fixture) }
        let edit = { (path: String, old: String, new: String) throws in
            let text = try String(contentsOf: folder.file(path), encoding: .utf8)
            try DurableFile.write(text.replacing(old, with: new), to: folder.file(path))
        }
        switch name {
        case "dirty": try fixture.git.folder.write("2\n", to: "weir.yml")
        case "question": try edit("functional-spec.md", "# 003: Air", "# 003: Air\n\n[NEEDS CLARIFICATION: whose?]\n")
        case "vague": try edit("functional-spec.md", "```check", "```text")
        case "ledger":
            try await git.run(["add", "-A"])
            try await git.run(["commit", "-q", "-m", "docs: approve"])
            try DurableFile.write("", to: folder.ledger)
        case "cycle": try edit("tasks/01-ingest.md", "depends_on: []", "depends_on: [003-T1]")
        case "identity":
            git = GitRepository(
                root: git.root,
                environment: git.environment.filter { !$0.key.contains("AUTHOR_") && !$0.key.contains("COMMITTER_") })
        case "shallow":
            try fixture.git.folder.write(try #require(try await git.commit("HEAD")) + "\n", to: ".git/shallow")
        default: break
        }
        let before = Ledger.wholeLines(of: folder.ledger)
        let error = await #expect(throws: WeirError.self) {
            try await Readiness(folder, in: git, settings: AgentSettings()).require(at: now)
        }
        #expect(error?.code.rawValue == code && error?.exitCode == 2, "\(String(describing: error))")
        #expect(error?.hint?.contains(hint) == true)
        #expect(Ledger.wholeLines(of: folder.ledger) == before)
    }

    @Test func theSpecIsTheFirstCommitOfItsBranch() async throws {
        let fixture = try await GitFixture()
        let place = "context/spec/004-water"
        try fixture.folder.write(
            JudgeFixture.spec(kind: "other", check: "test: WaterTests").replacing("id: 003", with: "id: 004"),
            to: "\(place)/functional-spec.md")
        let folder = try SpecTree(root: fixture.folder.url).folder("004")
        let branch = SpecBranch(folder, in: fixture.git)
        let main = try await fixture.git.commit("HEAD")
        for _ in 0..<2 { try await branch.prepare() }
        #expect(try await fixture.git.currentBranch() == "awos/004-water")
        #expect(try await fixture.git.run(["log", "--format=%s", "main..HEAD"]).trimmed == "docs(spec): 004 Air")
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
        #expect(try await branch.base() == main)
    }
}
