import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct GitRepositoryTests {
    @Test func itIsFoundFromBelow() async throws {
        let fixture = try await GitFixture(["a/b/c.txt": "x"])
        let found = try await GitRepository.find(from: fixture.folder.file("a/b"), environment: GitFixture.environment)
        #expect(found.root.path == fixture.folder.url.path)
        let outside = try TemporaryDirectory()
        let error = await #expect(throws: WeirError.self) {
            try await GitRepository.find(from: outside.url, environment: GitFixture.environment)
        }
        #expect(error?.code == "awos.no_repository")
    }

    @Test func questionsAreAnswered() async throws {
        let fixture = try await GitFixture()
        let git = fixture.git
        let head = try #require(try await git.commit("HEAD"))
        #expect(head.count == 40)
        #expect(try await git.commit("nothing") == nil)
        #expect(try await git.currentBranch() == "main")
        #expect(try await git.references() == ["refs/heads/main": head])
        #expect(try await git.text(of: "README.md", in: "main") == "# here\n")
        #expect(try await git.text(of: "other", in: "main") == nil)
        #expect(try await !git.isShallow())
        #expect(try await git.identity() == "Ada <ada@example.org>")
        try await git.run(["checkout", "-q", "--detach"])
        #expect(try await git.currentBranch() == nil)
    }

    @Test func withoutAnIdentityNobodyIsNamed() async throws {
        let fixture = try await GitFixture()
        let environment = GitFixture.environment.filter { !$0.key.contains("AUTHOR") && !$0.key.contains("COMMITTER") }
        #expect(try await GitRepository(root: fixture.folder.url, environment: environment).identity() == nil)
    }

    @Test func changedPathsAreWhole() async throws {
        let fixture = try await GitFixture(["a b.txt": "1", "ü.txt": "1", "gone.txt": "1"])
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
        for name in ["a b.txt", "ü.txt", "new/file.txt"] { try fixture.folder.write("2", to: name) }
        try FileManager.default.removeItem(at: fixture.folder.file("gone.txt"))
        #expect(try await fixture.git.changedPaths(untracked: false).sorted() == ["a b.txt", "gone.txt", "ü.txt"])
        #expect(try await fixture.git.changedPaths(untracked: true).contains("new/file.txt"))
    }

    @Test func hooksDoNotRunAndVariablesDoNotMislead() async throws {
        let fixture = try await GitFixture()
        let hook = try fixture.folder.write("#!/bin/sh\ntouch hooked\nexit 1\n", to: ".git/hooks/pre-commit")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
        let environment = GitFixture.environment.merging(["GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere"]) { $1 }
        let git = GitRepository(root: fixture.folder.url, environment: environment)
        try fixture.folder.write("2", to: "README.md")
        try await git.run(["commit", "-q", "-a", "-m", "fix: two"])
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file("hooked").path))
    }

    @Test func aFailureSaysWhatGitSaid() async throws {
        let fixture = try await GitFixture()
        let error = await #expect(throws: WeirError.self) { try await fixture.git.run(["checkout", "nothing there"]) }
        #expect(error?.code == "awos.git_failed")
        #expect(error?.message.hasPrefix("git checkout failed: error: pathspec 'nothing there'") == true)
        #expect(error?.hint == "run it by hand: git checkout 'nothing there'")
    }
}
