import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct SlotTests {
    private func slot(_ fixture: GitFixture) -> Slot {
        Slot(number: 1, folder: fixture.folder.file(".weir/slots/1"))
    }

    private func reset(_ slot: Slot, _ fixture: GitFixture) async throws {
        let head = try #require(try await fixture.git.commit("main"))
        try await slot.reset(to: head, of: fixture.git, environment: GitFixture.environment)
    }

    @Test func itIsACloneWithoutRemotesOrBranches() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n", "a/b.txt": "1"])
        let slot = slot(fixture)
        try await reset(slot, fixture)
        let git = GitRepository(root: slot.folder, environment: GitFixture.environment)
        #expect(try String(contentsOf: slot.folder.appending(path: "a/b.txt"), encoding: .utf8) == "1")
        #expect(try await git.references(below: ["refs"]).isEmpty)
        #expect(try await git.run(["remote"]) == "")
        #expect(try await git.currentBranch() == nil)
        #expect(try await git.changedPaths(untracked: true).isEmpty)
    }

    @Test func whatAnAgentLeftIsGoneAndBuildsStay() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n.build/\nignored\n", "a/b.txt": "1"])
        let slot = slot(fixture)
        try await reset(slot, fixture)
        let files = FileManager.default
        for (path, text) in [
            (".git/hooks/post-checkout", "#!/bin/sh\ntouch hooked\n"), ("a/b.txt", "2"), ("new/file", "x"),
            ("ignored", "x"), (".build/kept", "warm"), ("nested/.git/HEAD", "ref: refs/heads/x\n"),
        ] { try fixture.folder.write(text, to: ".weir/slots/1/\(path)") }
        chmod(slot.folder.appending(path: ".git/hooks/post-checkout").path, 0o755)
        let handle = try FileHandle(forWritingTo: slot.folder.appending(path: ".git/config"))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("[core]\n\tfsmonitor = touch hooked\n".utf8))
        try handle.close()
        try await reset(slot, fixture)
        #expect(
            Set(try files.contentsOfDirectory(atPath: slot.folder.path)) == [".build", ".git", ".gitignore", "a"])
        #expect(try String(contentsOf: slot.folder.appending(path: "a/b.txt"), encoding: .utf8) == "1")
        #expect(files.fileExists(atPath: slot.folder.appending(path: ".build/kept").path))
        let hooks = try files.contentsOfDirectory(atPath: slot.folder.appending(path: ".git/hooks").path)
        #expect(hooks.allSatisfy { $0.hasSuffix(".sample") })
        #expect(
            try !String(contentsOf: slot.folder.appending(path: ".git/config"), encoding: .utf8).contains("fsmonitor"))
    }

    @Test func aLinkInItsPlaceIsNotFollowed() async throws {
        let fixture = try await GitFixture([".gitignore": ".weir/\n"])
        let elsewhere = try TemporaryDirectory()
        try elsewhere.write("mine", to: "precious")
        try FileManager.default.createDirectory(
            at: fixture.folder.file(".weir/slots"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: fixture.folder.file(".weir/slots/1"), withDestinationURL: elsewhere.url)
        try await reset(slot(fixture), fixture)
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.url.path) == ["precious"])
    }

    @Test func thePoolGivesTheSmallestFreeNumber() async throws {
        let pool = SlotPool(URL(filePath: "/slots"))
        let first = await pool.take()
        let second = await pool.take()
        #expect(first.number == 1 && second.number == 2)
        await pool.giveBack(first)
        #expect(await pool.take().number == 1)
    }
}
