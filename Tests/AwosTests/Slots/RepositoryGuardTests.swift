import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct RepositoryGuardTests {
    private func guarded(
        _ files: [String: String] = [:], _ damage: (GitFixture) async throws -> Void
    ) async throws -> (fixture: GitFixture, before: [String: String], findings: [String]) {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        try await fixture.commit(["a": "1"].merging(files) { $1 }, "feat: a")
        let before = try await fixture.git.references(below: ["refs"])
        let keeper = try await RepositoryGuard(
            fixture.git, spec: fixture.folder.file("context/spec/003-x"), found: fixture.folder.file(".weir/found"))
        _ = try await keeper.begin("one")
        try await damage(fixture)
        let findings = try await keeper.end("one").own
        return (fixture, before, findings.map(\.description))
    }

    @Test func nothingIsFoundWhereNothingHappened() async throws {
        let result = try await guarded { _ in }
        #expect(result.findings.isEmpty)
    }

    @Test func movedRefsArePutBackAndNamed() async throws {
        let result = try await guarded { fixture in
            try await fixture.git.run(["update-ref", "refs/heads/main", "HEAD~1"])
            try await fixture.git.run(["update-ref", "refs/heads/mine", "HEAD"])
        }
        #expect(result.findings.count == 2)
        #expect(result.findings[0].hasPrefix("moved refs/heads/main to "), "\(result.findings)")
        #expect(result.findings[0].hasSuffix("(put back)"))
        #expect(result.findings[1].hasPrefix("made refs/heads/mine at "), "\(result.findings)")
        #expect(try await result.fixture.git.references(below: ["refs"]) == result.before)
    }

    @Test func aDeletedBranchComesBack() async throws {
        let result = try await guarded { fixture in
            try await fixture.git.run(["checkout", "-q", "--detach"])
            try await fixture.git.run(["branch", "-q", "-D", "main"])
        }
        #expect(result.findings.first == "deleted refs/heads/main (put back)")
        #expect(result.findings.last?.contains("left so: git checkout main") == true)
        #expect(try await result.fixture.git.references(below: ["refs"]) == result.before)
    }

    @Test func aHookIsTakenAwayAndSettingsComeBack() async throws {
        let result = try await guarded { fixture in
            try fixture.folder.write("#!/bin/sh\n", to: ".git/hooks/pre-commit")
            try await fixture.git.run(["config", "core.sshCommand", "evil"])
        }
        #expect(result.findings.count == 2)
        #expect(result.findings[0].hasPrefix("changed .git/config (moved to .weir/found/git-config."))
        #expect(result.findings[1].hasPrefix("wrote .git/hooks/pre-commit (moved to .weir/found/git-hooks-pre-commit."))
        let files = FileManager.default
        #expect(!files.fileExists(atPath: result.fixture.folder.file(".git/hooks/pre-commit").path))
        #expect(try await !result.fixture.git.answer(["config", "core.sshCommand"]).isSuccess)
    }

    @Test func whatAwosDoesItselfIsNoFinding() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        let keeper = try await RepositoryGuard(
            fixture.git, spec: fixture.folder.file("context/spec/003-x"), found: fixture.folder.file(".weir/found"))
        #expect(try await keeper.begin("one") == [])
        try await fixture.commit(["a": "2"], "feat: a")
        try await keeper.settle("main", at: [try #require(try await fixture.git.commit("main"))])
        try fixture.folder.write("{}\n", to: "context/spec/003-x/ledger.jsonl")
        await keeper.noteDocuments()
        #expect(try await keeper.end("one") == .init())
    }

    @Test func aBranchThatSomebodyElseMovedIsNotSettled() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        let keeper = try await RepositoryGuard(
            fixture.git, spec: fixture.folder.file("context/spec/003-x"), found: fixture.folder.file(".weir/found"))
        try await fixture.commit(["a": "2"], "feat: sneaked in")
        try await fixture.commit(["a": "3"], "feat: by awos")
        let head = try #require(try await fixture.git.commit("main"))
        let error = await #expect(throws: WeirError.self) { try await keeper.settle("main", at: [head]) }
        #expect(error?.code == "awos.branch_moved")
    }

    @Test func documentsComeBackAndDecisionsStay() async throws {
        let result = try await guarded(["context/spec/003-x/ledger.jsonl": "", "context/spec/003-x/tasks/01.md": "1"]) {
            try $0.folder.write("2", to: "context/spec/003-x/tasks/01.md")
            let widened = LedgerEntry(
                at: Date(), .widened(try #require(TaskID("003-T1")), path: "a", by: "Ada", reason: "b"))
            try $0.folder.write(widened.line + "\n", to: "context/spec/003-x/ledger.jsonl")
        }
        #expect(result.findings.count == 1)
        #expect(result.findings[0].hasPrefix("changed context/spec/003-x/tasks/01.md (moved to .weir/found/"))
        let place = result.fixture.folder.file("context/spec/003-x/tasks/01.md")
        #expect(try String(contentsOf: place, encoding: .utf8) == "1")
        let ledger = Ledger(contentsOf: result.fixture.folder.file("context/spec/003-x/ledger.jsonl"))
        #expect(ledger.entries.count == 1)
    }

    @Test func otherFilesOfTheCheckoutAreNamedAndLeft() async throws {
        let result = try await guarded { try $0.folder.write("2", to: "a") }
        #expect(result.findings == ["changed a in the checkout (left so)"])
    }

    /// Two agents at work; what the first of them does under its lease, or another, and how many of each answer for it.
    @Test(
        arguments: [
            ("one", ["update-ref", "refs/heads/mine", "HEAD"], 1, 0, 0),
            ("one", ["branch", "-f", "other", "HEAD~1"], 1, 0, 0), ("one", ["checkout", "-q", "other"], 1, 0, 0),
            // No log: a tag, a branch that is gone; nobody's lease: a person, an agent that is over.
            ("one", ["tag", "t"], 0, 0, 1), ("one", ["branch", "-D", "other"], 0, 0, 1),
            ("", ["update-ref", "refs/heads/mine", "HEAD"], 0, 0, 1),
            ("three", ["update-ref", "refs/heads/mine", "HEAD"], 0, 0, 1),
        ] as [(String, [String], Int, Int, Int)])
    func whoMovedARefAnswersForIt(lease: String, words: [String], one: Int, two: Int, shared: Int) async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        try await fixture.commit(["a": "2"], "feat: a")
        try await fixture.git.run(["branch", "other"])
        let keeper = try await RepositoryGuard(
            fixture.git, spec: fixture.folder.file("context/spec/003-x"), found: fixture.folder.file(".weir/found"))
        for lease in ["one", "two"] { #expect(try await keeper.begin(lease) == []) }
        let task = try #require(TaskID("003-T1"))
        let agent = AgentEnvironment.variables(GitFixture.environment, credentials: [], task: task, lease: lease)
        let variables = lease.isEmpty ? GitFixture.environment : GitFixture.environment.merging(agent) { $1 }
        try await GitRepository(root: fixture.git.root, environment: variables).run(words)
        let (first, second) = (try await keeper.end("one"), try await keeper.end("two"))
        #expect(first.own.count == one && second.own.count == two, "\(first) \(second)")
        #expect(first.shared.count == shared && second.shared.count == shared, "\(first) \(second)")
    }

    @Test func whoBeginsLaterDoesNotAnswerForWhatWasDoneBefore() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        let keeper = try await RepositoryGuard(
            fixture.git, spec: fixture.folder.file("context/spec/003-x"), found: fixture.folder.file(".weir/found"))
        try fixture.folder.write("#!/bin/sh\n", to: ".git/hooks/pre-push")
        #expect(try await keeper.begin("one").count == 1)
        try fixture.folder.write("#!/bin/sh\n", to: ".git/hooks/pre-commit")
        #expect(try await keeper.begin("two") == [])
        #expect(try await keeper.end("two") == .init())
        #expect(try await keeper.end("one").own.count == 1)
    }
}
