import Testing

@testable import Awos

@Suite struct UndoCommandTests {
    private static let folder = "context/spec/003-things"

    private func fixture() async throws -> AwosFixture {
        let fixture = try await AwosFixture([".gitignore": ".weir/\n", "a.txt": "1\n"])
        try await fixture.git.run(["switch", "-q", "-c", "awos/003-things"])
        try fixture.folder.write(StatusCommandTests.spec, to: "\(Self.folder)/functional-spec.md")
        try fixture.folder.write(StatusCommandTests.task(1), to: "\(Self.folder)/tasks/01-ingest.md")
        try fixture.folder.write("2\n", to: "a.txt")
        try await fixture.git.run(["add", "-A"])
        try await fixture.git.run(["commit", "-q", "-m", "feat: two", "-m", "Awos-Task: 003-T1"])
        return fixture
    }

    @Test func aTaskIsTakenBack() async throws {
        let fixture = try await fixture()
        try await fixture.git.run(["branch", "-q", "-f", "main", "HEAD~1"])
        let call = await fixture.call("undo 003-T1 --json")
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.json["commits"]?.array?.count == 1)
        #expect(try await fixture.git.text(of: "a.txt", in: "HEAD") == "1\n")
        #expect(await fixture.call("status 3 --json").json["tasks"]?[0]?["state"]?.string == "open")
    }

    @Test func aSpecLosesItsBranch() async throws {
        let call = await (try fixture()).call("undo 003")
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.output.hasPrefix("dropped awos/003-things; its changes are in .weir/undone/003-things-"))
    }

    @Test func agentsAndWrongCallsAreRefused() async throws {
        let fixture = try await fixture()
        let byAgent = await fixture.call(["undo", "003"], environment: ["AWOS_TASK": "003-T1"])
        #expect(byAgent.code == 2 && byAgent.messages.contains("awos undo is not for agents"))
        #expect(await fixture.call("undo 003-T7").code == 2)
        try fixture.folder.write("3\n", to: "a.txt")
        let dirty = await fixture.call("undo 003")
        #expect(dirty.code == 2 && dirty.messages.contains("a.txt"), "\(dirty.messages)")
    }
}
