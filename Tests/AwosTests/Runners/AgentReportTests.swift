import Subprocesses
import Testing

@testable import Awos

@Suite struct AgentReportTests {
    private func claude(_ output: String, _ ending: SubprocessEnding = .exited(0)) -> AgentReport {
        .ofClaude(AgentTranscript(ending, output: output, messages: "Invalid API key"))
    }

    private func codex(_ output: String, _ ending: SubprocessEnding = .exited(0)) -> AgentReport {
        .ofCodex(AgentTranscript(ending, output: output, messages: "unexpected argument '--json'"))
    }

    @Test func claudeTellsTokensMoneyAndWhatItWasRefused() {
        let denials = #"[{"tool_name":"Bash","tool_use_id":"t","tool_input":{"command":"rm"}},{"tool_name":"Write"}]"#
        let report = claude(AgentStreams.claude(denials: denials))
        #expect(report.failure == nil)
        #expect(report.tokens == 21_307)
        #expect(report.dollars == 0.0637264)
        #expect(report.refused == ["Bash", "Write"])
        #expect(report.question == nil)
    }

    @Test func codexTellsTokensAndNoMoney() {
        let report = codex(AgentStreams.codex())
        #expect(report.failure == nil)
        #expect(report.tokens == 24_885)
        #expect(report.dollars == nil)
    }

    @Test func codexCountsWhatItWasDeclined() {
        let line = #"{"type":"item.completed","item":{"id":"i","type":"command_execution","status":"declined"}}"#
        #expect(codex(line + "\n" + AgentStreams.codex()).refused == ["command_execution"])
    }

    @Test(arguments: [
        (
            AgentStreams.claude(subtype: "error_max_turns"), SubprocessEnding.exited(1),
            "its result is 'error_max_turns'"
        ),
        (AgentStreams.claude(isError: true), .exited(1), "its result is 'success'"),
        (AgentStreams.claude(), .exited(1), "it ended with exit code 1"),
        (AgentStreams.claude(), .signalled(15), "it ended with signal 15"),
        ("", .exited(1), "it gave no result and ended with exit code 1"),
        ("not JSON\n", .exited(0), "it gave no result and ended with exit code 0"),
    ])
    func aFailureOfClaudeIsNamed(output: String, ending: SubprocessEnding, message: String) {
        #expect(claude(output, ending).failure?.message == "the agent failed: \(message)")
    }

    @Test(arguments: [
        (AgentStreams.codexFailing, SubprocessEnding.exited(1), "its turn failed"),
        (AgentStreams.codex(), .exited(1), "it ended with exit code 1"),
        ("", .exited(2), "it ended with exit code 2"), ("", .exited(0), "it finished no turn"),
    ])
    func aFailureOfCodexIsNamed(output: String, ending: SubprocessEnding, message: String) {
        #expect(codex(output, ending).failure?.message == "the agent failed: \(message)")
    }

    @Test func whatTheAgentSaidStandsBelow() {
        #expect(
            codex(AgentStreams.codexFailing, .exited(1)).failure?.notes == ["stream disconnected before completion"])
        #expect(claude("", .exited(1)).failure?.notes == ["Invalid API key"])
    }

    @Test func aQuestionIsReadFromTheLastWords() {
        let words = "I stop here. [NEEDS CLARIFICATION: may Package.swift name the module?]"
        #expect(claude(AgentStreams.claude(result: words)).question == "may Package.swift name the module?")
        #expect(codex(AgentStreams.codex(message: words)).question == "may Package.swift name the module?")
        let command = AgentReport.ofCommand(AgentTranscript(.exited(0), output: words))
        #expect(command.question == "may Package.swift name the module?")
        let marked = AgentReport.ofCommand(AgentTranscript(.exited(0), output: "I stop.\nBLOCKED: which unit?\n"))
        #expect(marked.question == "which unit?")
    }

    @Test func aCommandFailsByItsExitCode() {
        #expect(AgentReport.ofCommand(AgentTranscript(.exited(0))).failure == nil)
        #expect(
            AgentReport.ofCommand(AgentTranscript(.exited(3))).failure?.message
                == "the agent failed: it ended with exit code 3")
    }
}
