import Diagnostics
import JSON

extension Runner {
    /// Codex without a terminal.
    ///
    /// | what | where |
    /// |---|---|
    /// | prompt | standard input, which `-` names |
    /// | exit code | 0 done, 1 failed (`turn.failed` or `error` says how), 2 wrong call |
    /// | tokens | `usage` of each `turn.completed` event: `input_tokens` (those from the cache included), `output_tokens` |
    /// | money | it tells none |
    /// | refused tools | items of the type `command_execution` whose `status` is `declined` |
    public static let codex = Runner(
        "codex",
        .program(
            AgentProgram(
                ["codex", "exec", "--json", "--sandbox", "workspace-write", "--skip-git-repo-check", "-"],
                credentials: ["OPENAI_API_KEY", "OPENAI_BASE_URL", "CODEX_API_KEY", "CODEX_HOME"],
                help: (["exec", "--help"], ["--json", "--sandbox", "workspace-write", "--skip-git-repo-check"]),
                exitCodes: [1: "failed", 2: "wrong call"], read: AgentReport.ofCodex)))
}

extension AgentReport {
    /// Reads every turn's usage, the last message, and what failed.
    @Sendable static func ofCodex(_ transcript: AgentTranscript) -> AgentReport {
        var report = AgentReport()
        for event in transcript.events {
            switch event["type"]?.string {
            case "turn.completed":
                let counts = ["input_tokens", "output_tokens"].compactMap { event["usage"]?[$0]?.integer }
                if !counts.isEmpty { report.tokens = (report.tokens ?? 0) + Int(counts.reduce(0, +)) }
                report.failure = nil
            case "turn.failed":
                report.failure = .agentFailed("its turn failed", said: event["error"]?["message"]?.string ?? "")
            case "error":
                report.failure = .agentFailed("it met an error", said: event["message"]?.string ?? "")
            case "item.completed": report.note(codexItem: event["item"] ?? .null)
            default: break
            }
        }
        if report.failure == nil, !transcript.ending.isSuccess {
            report.failure = .agentFailed("it ended with \(transcript.ending)", said: transcript.messages)
        } else if report.failure == nil, report.tokens == nil {
            report.failure = .agentFailed("it finished no turn", said: transcript.messages)
        }
        return report
    }

    private mutating func note(codexItem item: JSONValue) {
        switch (item["type"] ?? item["item_type"])?.string {
        case "agent_message", "assistant_message": noteQuestion(in: item["text"]?.string ?? "")
        case "command_execution" where item["status"]?.string == "declined": refused.append("command_execution")
        default: break
        }
    }
}
