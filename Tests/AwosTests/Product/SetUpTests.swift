import Diagnostics
import DurableFiles
import Testing

@testable import Awos

@Suite struct SetUpTests {
    static let text = """
        # The project.
        name: weir   # a remark
        default_target: "dev"

        targets: {dev: {engine: duckdb, warehouse: w}, lite: {engine: sqlite, warehouse: l}}
        execution: {mode: human-in-loop} # who decides
        agents: # who works
          budget: {attempts: 2}

        """

    private func plan(_ text: String, _ answers: [String: String]) throws -> SetUp {
        let folder = try TemporaryDirectory()
        try folder.write(text, to: "weir.yml")
        return try SetUp(root: folder.url, answers: Answers(answers.mapValues { [$0] }))
    }

    @Test func onlyTheFourValuesChange() throws {
        let plan = try plan(
            Self.text, ["name": "harbour", "target": "lite", "agent": "manual", "mode": "autonomous"])
        #expect(
            plan.after
                == Self.text.replacing("name: weir ", with: "name: harbour ").replacing("\"dev\"", with: "lite")
                .replacing("human-in-loop", with: "autonomous").replacing(
                    "  budget", with: "  runner: manual\n  budget"))
        #expect(plan.settings == ["name": "harbour", "target": "lite", "agent": "manual", "mode": "autonomous"])
    }

    @Test func whatIsNotAnsweredStays() throws {
        let plan = try plan(Self.text, [:])
        #expect(!plan.isChange)
        #expect(plan.settings == ["name": "weir", "target": "dev", "agent": "claude", "mode": "human-in-loop"])
        #expect(try !self.plan(Self.text, ["name": "weir", "mode": "human-in-loop"]).isChange)
    }

    @Test(arguments: [
        ("", "\nagents:\n  runner: codex\n"), ("agents: {}\n", "\nagents: {runner: codex}\n"),
        ("agents: {budget: {attempts: 1}}\n", "\nagents: {runner: codex, budget: {attempts: 1}}\n"),
        ("agents:\n    runner: 'claude' # c\n", "\nagents:\n    runner: codex # c\n"),
    ])
    func aSettingIsAddedHoweverItsSectionIsWritten(section: String, expected: String) throws {
        let head = "name: a\ntargets: {dev: {engine: duckdb, warehouse: w}}\n"
        let plan = try plan(head + section, ["agent": "codex"])
        #expect(plan.after == head.dropLast() + expected)
    }

    @Test(
        arguments: [
            (["name": "My Project"], "awos.wrong_project_name", "'My Project' cannot be the name of a project"),
            (["target": "lte"], "awos.not_one_of", "there is no target 'lte'"),
            (["agent": "claud"], "awos.not_one_of", "there is no agent 'claud'"),
            (["mode": "auto"], "awos.not_one_of", "there is no mode 'auto'"),
            (["agent": "command"], "project.no_agent_command", "the runner 'command' has no command"),
        ] as [([String: String], WeirError.Code, String)])
    func aWrongAnswerIsRefused(answers: [String: String], code: WeirError.Code, message: String) {
        let error = #expect(throws: WeirError.self) { try plan(Self.text, answers) }
        #expect(error?.code == code)
        #expect(error?.message == message)
        #expect(error?.hint != nil)
        #expect(error?.exitCode == 2)
    }

    @Test func aValueThatOthersShareIsLeftToAPerson() throws {
        let text = "name: &n a\ndefault_target: dev\ntargets: {dev: {engine: duckdb, warehouse: *n}}\n"
        let error = #expect(throws: WeirError.self) { try plan(text, ["name": "b"]) }
        #expect(error?.code == "awos.edit_by_hand")
    }
}
