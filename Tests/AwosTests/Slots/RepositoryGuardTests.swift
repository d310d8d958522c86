import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct RepositoryGuardTests {
    private func guarded(
        _ damage: (GitFixture) async throws -> Void
    ) async throws -> (fixture: GitFixture, before: [String: String], findings: [String]) {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        try await fixture.commit(["a": "1"], "feat: a")
        let before = try await fixture.git.references(below: ["refs"])
        let keeper = try await RepositoryGuard(fixture.git, found: fixture.folder.file(".weir/found"))
        await keeper.begin("one")
        try await damage(fixture)
        let findings = try await keeper.end("one")
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
        #expect(result.findings[1].hasPrefix("made refs/heads/mine (taken away"), "\(result.findings)")
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
        #expect(result.findings[0].hasPrefix("changed .git/config (moved to .weir/found/config."))
        #expect(result.findings[1].hasPrefix("wrote .git/hooks/pre-commit (moved to .weir/found/hooks-pre-commit."))
        let files = FileManager.default
        #expect(!files.fileExists(atPath: result.fixture.folder.file(".git/hooks/pre-commit").path))
        #expect(try await !result.fixture.git.answer(["config", "core.sshCommand"]).isSuccess)
    }

    @Test func whatAwosDoesItselfIsNoFinding() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        let keeper = try await RepositoryGuard(fixture.git, found: fixture.folder.file(".weir/found"))
        await keeper.begin("one")
        try await keeper.changing { try await fixture.git.run(["update-ref", "refs/heads/awos", "HEAD"]) }
        #expect(try await keeper.end("one").isEmpty)
    }

    @Test func everyoneAtWorkAnswersForWhatIsFound() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        let keeper = try await RepositoryGuard(fixture.git, found: fixture.folder.file(".weir/found"))
        await keeper.begin("one")
        await keeper.begin("two")
        try await fixture.git.run(["update-ref", "refs/heads/mine", "HEAD"])
        #expect(try await keeper.end("one").count == 1)
        #expect(try await keeper.end("two").count == 1)
    }
}
