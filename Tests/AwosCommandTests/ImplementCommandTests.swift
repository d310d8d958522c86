import Foundation
import JSON
import Testing

@testable import Awos

/// What keeps `awos implement` from beginning: exit code 2, one message with the cure, nothing written.
@Suite struct ImplementCommandTests {
    private static let folder = "context/spec/003-air-quality"

    private func fixture(_ settings: String = "name: x\nagents: {runner: manual}\n") async throws -> AwosFixture {
        return try await AwosFixture([
            ".gitignore": ".weir/\n", "weir.yml": settings, "a.txt": "1\n",
            "\(Self.folder)/functional-spec.md": StatusCommandTests.spec,
            "\(Self.folder)/technical-considerations.md": "# How\n",
            "\(Self.folder)/tasks/01-ingest.md": StatusCommandTests.task(1),
            "\(Self.folder)/tasks/02-page.md": StatusCommandTests.task(2, after: "003-T1"),
        ])
    }

    private func expectRefused(
        _ fixture: AwosFixture, _ words: String = "implement 003", environment: [String: String] = [:], told: String,
        cure: String, location: Testing.SourceLocation = #_sourceLocation
    ) async throws {
        let before = try await fixture.git.run(["status", "--porcelain", "-uall"])
        let call = await fixture.call(words.split(separator: " ").map(String.init), environment: environment)
        #expect(call.code == 2, "\(call.messages)", sourceLocation: location)
        #expect(call.messages.contains(told), "\(call.messages)", sourceLocation: location)
        #expect(call.messages.contains(cure), "\(call.messages)", sourceLocation: location)
        #expect(try await fixture.git.run(["status", "--porcelain", "-uall"]) == before, sourceLocation: location)
        #expect(try await fixture.git.references().keys.sorted() == ["refs/heads/main"], sourceLocation: location)
    }

    @Test func anUnknownSpec() async throws {
        try await expectRefused(
            try await fixture(), "implement 007", told: "there is no spec '007'", cure: "003-air-quality")
    }

    @Test func aDirtyTree() async throws {
        let fixture = try await fixture()
        try fixture.folder.write("2\n", to: "a.txt")
        try await expectRefused(fixture, told: "changes that are not committed: a.txt", cure: "git stash")
    }

    @Test func aCycleOfTasks() async throws {
        let fixture = try await fixture()
        try fixture.folder.write(StatusCommandTests.task(1, after: "003-T2"), to: "\(Self.folder)/tasks/01-ingest.md")
        for words in ["implement 003", "approve 003", "verify 003", "next 003", "status 003", "context 003-T1"] {
            try await expectRefused(fixture, words, told: "003-T1 → 003-T2 → 003-T1", cure: "depends_on")
        }
    }

    @Test func aRunnerThatIsNotInstalled() async throws {
        let fixture = try await fixture("name: x\nagents: {runner: command, command: [no-such-agent]}\n")
        try await expectRefused(fixture, told: "needs the program 'no-such-agent'", cure: "awos agents")
    }

    @Test func noApproval() async throws {
        try await expectRefused(try await fixture(), told: "is not approved", cure: "awos approve 003")
    }

    @Test func anAgentThatCalls() async throws {
        try await expectRefused(
            try await fixture(), environment: ["AWOS_TASK": "003-T1"], told: "not for agents", cure: "finish the task")
    }

    @Test func noIdentity() async throws {
        let nobody = [
            "GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "", "GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": "",
            "EMAIL": "",
        ]
        try await expectRefused(
            try await fixture(), environment: nobody, told: "git does not know who", cure: "git config user.name")
    }

    @Test func anotherImplement() async throws {
        let fixture = try await fixture()
        let lock = try Preflight.lock(fixture.git.root)
        defer { lock.release() }
        try await expectRefused(fixture, told: "another awos works in this repository", cure: "wait for it, or stop it")
        try await expectRefused(fixture, "undo 003", told: "another awos", cure: "wait for it")
    }

    @Test func aShallowClone() async throws {
        let fixture = try await fixture()
        let head = try #require(try await fixture.git.commit("HEAD"))
        try fixture.folder.write("\(head)\n", to: ".git/shallow")
        for words in ["implement 003", "start 003-T1", "done 003-T1", "verify 003", "undo 003"] {
            try await expectRefused(
                fixture, words, told: "history of this clone was cut off", cure: "git fetch --unshallow")
        }
    }

    @Test func aPersonIsShownThePrompt() async throws {
        let fixture = try await fixture("name: x\nagents: {runner: claude}\nexecution: {mode: autonomous}\n")
        // Below Claude Code its runner behaves as `manual`.
        let call = await fixture.call(["implement", "003", "--json"], environment: ["CLAUDECODE": "1"])
        #expect(call.code == 1, "\(call.messages)")
        let tasks = call.json["tasks"]?.array ?? []
        #expect(tasks.map { $0["state"]?.string } == ["with a person", "waiting"])
        #expect(tasks.first?["prompt"]?.string?.contains("003-T1") == true)
        #expect(try await fixture.git.currentBranch() == "awos/003-air-quality")
        #expect(call.messages.contains("0 of 2 tasks of 003 are done"))
    }
}
