import Foundation
import JSON
import Testing

@testable import Awos

@Suite struct CheckoutSyncTests {
    /// A commit beyond HEAD that adds, changes and deletes, made without touching the checkout.
    private func next(_ fixture: GitFixture) async throws -> (old: String, new: String) {
        let old = try #require(try await fixture.git.commit("HEAD"))
        let index = try PrivateIndex(fixture.git, workTree: fixture.folder.url)
        try await index.run(["read-tree", old])
        let text = try fixture.folder.write("new\n", to: ".git/text")
        let blob = try await index.run(["hash-object", "-w", text.path]).trimmed
        for path in ["a.txt", "deep/b.txt", "spec/ledger.jsonl"] {
            try await index.run(["update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)"])
        }
        try await index.run(["update-index", "--force-remove", "gone/c.txt"])
        let tree = try await index.run(["write-tree"]).trimmed
        return (old, try await fixture.git.run(["commit-tree", tree, "-p", old, "-m", "feat: next"]).trimmed)
    }

    private func note(_ fixture: GitFixture, _ old: String, _ new: String) throws {
        let words: JSONValue = ["branch": "main", "old": .string(old), "new": .string(new)]
        try fixture.folder.write(words.text(), to: ".weir/awos/commit.json")
    }

    private func fixture() async throws -> GitFixture {
        try await GitFixture(["a.txt": "1\n", "gone/c.txt": "1\n", "spec/ledger.jsonl": "", ".gitignore": ".weir/\n"])
    }

    @Test func aKillAfterTheBranchMovedIsFinished() async throws {
        let fixture = try await fixture()
        let (old, new) = try await next(fixture)
        try note(fixture, old, new)
        try await fixture.git.run(["update-ref", "refs/heads/main", new, old])
        // Killed in the middle: one file was written already, and a line came into the ledger.
        try fixture.folder.write("new\n", to: "a.txt")
        try fixture.folder.write("later\n", to: "spec/ledger.jsonl")
        try await CheckoutSync(fixture.git).repair()
        #expect(try await fixture.git.changedPaths(untracked: true) == ["spec/ledger.jsonl"])
        let read = { try String(contentsOf: fixture.folder.file($0), encoding: .utf8) }
        #expect(try read("deep/b.txt") == "new\n")
        #expect(try read("spec/ledger.jsonl") == "new\nlater\n")
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file("gone").path))
        try await CheckoutSync(fixture.git).repair()
        #expect(try await fixture.git.commit("HEAD") == new)
    }

    @Test func aKillBeforeTheBranchMovedLeavesNothing() async throws {
        let fixture = try await fixture()
        let (old, new) = try await next(fixture)
        try note(fixture, old, new)
        try await CheckoutSync(fixture.git).repair()
        #expect(try await fixture.git.commit("HEAD") == old)
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file(".weir/awos/commit.json").path))
    }

    @Test func aBranchThatIsElsewhereIsLeftAlone() async throws {
        let fixture = try await fixture()
        let (old, new) = try await next(fixture)
        try await fixture.commit(["z.txt": "z\n"], "feat: other")
        let head = try await fixture.git.commit("HEAD")
        #expect(try await !CheckoutSync(fixture.git).move("main", from: old, to: new))
        #expect(try await fixture.git.commit("HEAD") == head)
        #expect(try await fixture.git.changedPaths(untracked: true) == [])
    }
}
