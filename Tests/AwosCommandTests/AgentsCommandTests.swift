import Foundation
import Testing

@Suite struct AgentsCommandTests {
    @Test func everyRunnerIsListedWithWhatItLacks() async throws {
        let fixture = try await AwosFixture([
            "weir.yml": "name: x\nagents: {runner: manual}\n"
        ])
        let git = try #require(
            (AwosFixture.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/git" }
                .first { FileManager.default.isExecutableFile(atPath: $0) })
        try fixture.folder.write("", to: ".git/bin/none")
        try FileManager.default.createSymbolicLink(
            at: fixture.folder.file(".git/bin/git"), withDestinationURL: URL(filePath: git))
        let call = await fixture.call(
            ["agents", "--json"], environment: ["PATH": fixture.folder.file(".git/bin").path])
        #expect(call.code == 0, "\(call.messages)")
        #expect(call.json["default"]?.string == "manual")
        let usable = call.json["agents"]?.array?.map { "\($0["name"]?.string ?? "") \($0["usable"]?.bool ?? false)" }
        #expect(usable == ["claude false", "codex false", "command false", "manual true", "replay true"])
        #expect(call.json["agents"]?[0]?["state"]?.string == "the program 'claude' is not installed")
    }
}
