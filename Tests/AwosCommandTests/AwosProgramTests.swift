import Diagnostics
import Testing

@testable import Awos
@testable import AwosCommand
@testable import Terminal

/// The help pages, and the calls that come to nothing.
@Suite struct AwosProgramTests {
    static let commands = AwosProgram.root.all.dropFirst()

    @Test func theCommonPathStandsFirst() async throws {
        #expect(AwosProgram.root.subcommands.prefix(2).map(\.name) == ["spec", "implement"])
        let fixture = try await AwosFixture()
        let page = await fixture.call("--help")
        #expect(page.code == 0)
        let list = page.output.split(separator: "\n").drop { $0 != "Commands:" }.dropFirst()
        #expect(list.first?.hasPrefix("  spec ") == true, "\(page.output)")
    }

    @Test(arguments: commands.map { $0.path.joined(separator: " ") })
    func everyCommandHasAnExampleThatIsUnderstood(path: String) throws {
        let command = try #require(Self.commands.first { $0.path.joined(separator: " ") == path }?.command)
        #expect(!command.summary.isEmpty && !command.discussion.isEmpty)
        #expect(!command.examples.isEmpty)
        for example in command.examples {
            #expect(example.line.hasPrefix(path), "\(example.line)")
            #expect(throws: Never.self, "\(example.line)") {
                _ = try CommandParser.parse(
                    Array(AgentLayerTests.words(example.line).dropFirst()), root: AwosProgram.root,
                    globals: AwosProgram.globals)
            }
        }
    }

    @Test func onlyAListIsGivenSeveralTimes() async throws {
        let fixture = try await AwosFixture()
        let call = await fixture.call("product --purpose a --purpose b --users c --users d")
        #expect(call.code == 2 && call.messages.contains("--purpose"), "\(call.messages)")
        #expect(await fixture.call("product --purpose a --users c --users d").code == 0)
    }

    /// Exit code 2, one message with its cure, and nothing is written.
    @Test(arguments: [
        (["answer", "soil", "--yes"], "'soil' is no name of a task and none of a criterion", "003/AC-1"),
        (["status", "--project", "gone"], "there is no folder ", "--project DIR"),
        (["spec", "Soil", "--kind", "source", "--answers", "gone.yml"], "answers file gone.yml", "id: answer"),
        (["spec", "Soil", "--kind", "source", "--answers", "twice.yml"], "'key' stands twice", "remove one"),
        (["spec", "Soil", "--kind", "source", "--name", "weather"], "'weather' is taken", "--name"),
        (["undo", "004"], "there is no work on 004 to take back", "context/spec/004-soil"),
        (["undo", "004-T1"], "there is no work on 004-T1 to take back", "context/spec/004-soil"),
    ])
    func aWrongCallHasItsCure(words: [String], told: String, cure: String) async throws {
        let fixture = try await AwosFixture([
            ".gitignore": ".weir/\n", "Modules/Ingest/Sources/Weather.swift": "", "twice.yml": "key: a\nkey: b\n",
        ])
        let folder = "context/spec/004-soil"
        try fixture.folder.write(
            StatusCommandTests.spec.replacing("003", with: "004"), to: "\(folder)/functional-spec.md")
        try fixture.folder.write(
            StatusCommandTests.task(1).replacing("003", with: "004"), to: "\(folder)/tasks/01-ingest.md")
        let state = { try await fixture.git.run(["status", "--porcelain", "-uall"]) }
        let before = try await state()
        let call = await fixture.call(words)
        #expect(call.code == 2)
        #expect(call.messages.contains(told), "\(call.messages)")
        #expect(call.messages.split(separator: "  hint: ").dropFirst().contains { $0.contains(cure) })
        #expect(try await state() == before)
        #expect(try await fixture.git.references().count == 1)
        #expect(try await fixture.git.run(["rev-list", "--count", "HEAD"]).trimmed == "1")
    }
}
