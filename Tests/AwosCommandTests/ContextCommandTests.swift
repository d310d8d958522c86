import DurableFiles
import Foundation
import JSON
import Terminal
import Testing

@testable import Awos
@testable import AwosCommand

@Suite struct ContextCommandTests {
    private func fixture() async throws -> AwosFixture {
        let folder = "context/spec/003-air-quality"
        return try await AwosFixture([
            "\(folder)/functional-spec.md": StatusCommandTests.spec,
            "\(folder)/tasks/01-ingest.md": StatusCommandTests.task(1),
            "Modules/Transform/Models/marts/mart_a.sql": "select 1 as n\n",
        ])
    }

    @Test func thePromptIsPrintedAndNothingElse() async throws {
        let fixture = try await fixture()
        let call = await fixture.call("context 003-T1")
        #expect(call.code == 0 && call.messages.isEmpty, "\(call.messages)")
        #expect(call.output.hasPrefix("# 003-T1: Part 1 (module Ingest)\n"))
        let json = await fixture.call("context 003-T1 --json --budget 4000").json
        #expect(json["budget_tokens"] == 4000)
        #expect(json["prompt"]?.string?.hasPrefix("# 003-T1: Part 1") == true)
        #expect(json["parts"]?.array?.first?["title"] == "Task")
        #expect(json["left_out"]?.array != nil)
        #expect(await fixture.call("context 003-T1 --left-out").output.contains("of 5000 tokens"))
    }

    @Test func modelsAreSelected() async throws {
        let call = try await fixture().call("context --select mart_a")
        #expect(call.output.contains("# Models: `mart_a`") && call.output.contains("select 1 as n"))
    }

    @Test(arguments: [
        ("context", "neither a task nor a selection", "awos context 003-T1"),
        ("context 3-1", "'3-1' is no name of a task", "003-T1"),
        ("context 004-T1", "there is no spec '004'", "003-air-quality"),
        ("context 003-T9", "there is no task 003-T9", "003-T1"),
        ("context 003-T1 --select mart_a", "two prompts", "leave out --select"),
        ("context --select mart_b", "'mart_b' means no model", "mart_a"),
        ("context 003-T1 --budget 200", "alone takes", "split the task"),
    ])
    func wrongCallsSayWhatToDo(line: String, message: String, hint: String) async throws {
        let call = try await fixture().call(line)
        #expect(call.code == 2 && call.output.isEmpty)
        #expect(call.messages.contains(message) && call.messages.contains(hint), "\(call.messages)")
    }
}
