import Diagnostics
import JSON

extension Runner {
    /// Claude Code without a terminal.
    ///
    /// | what | where |
    /// |---|---|
    /// | prompt | standard input |
    /// | exit code | 0 done, 1 failed (the result event says how), 130 and 143 interrupted |
    /// | tokens | `usage` of the `result` event: `input_tokens`, `output_tokens`, `cache_creation_input_tokens`, `cache_read_input_tokens` |
    /// | money | `total_cost_usd` there |
    /// | refused tools | `permission_denials` there: they do not fail a run |
    public static let claude = Runner(
        "claude",
        .program(
            AgentProgram(
                [
                    "claude", "-p", "--output-format", "stream-json", "--verbose", "--permission-mode", "acceptEdits",
                    "--allowedTools", "Bash(swift build:*),Bash(swift test:*),Bash(./weir:*),Bash(git diff:*)",
                ],
                credentials: [
                    "ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_BASE_URL", "ANTHROPIC_MODEL",
                    "CLAUDE_CODE_OAUTH_TOKEN", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CONFIG_DIR",
                ],
                help: (
                    ["--help"],
                    ["-p", "--output-format", "stream-json", "--verbose", "--permission-mode", "--allowedTools"]
                ),
                exitCodes: [1: "failed", 130: "interrupted", 143: "ended from outside"], read: AgentReport.ofClaude)))

    /// The variable that Claude Code sets for what it starts; it refuses to run below itself.
    static let claudeNestingVariable = "CLAUDECODE"
}

extension AgentReport {
    /// Reads the last `result` event.
    @Sendable static func ofClaude(_ transcript: AgentTranscript) -> AgentReport {
        guard let result = transcript.events.last(where: { $0["type"]?.string == "result" }) else {
            let ending = transcript.ending
            return AgentReport(
                failure: .agentFailed("it gave no result and ended with \(ending)", said: transcript.messages))
        }
        let counts = [
            "input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens",
        ].compactMap { result["usage"]?[$0]?.integer }
        var report = AgentReport(
            tokens: counts.isEmpty ? nil : Int(counts.reduce(0, +)), dollars: result["total_cost_usd"]?.double,
            refused: result["permission_denials"]?.array?.compactMap { $0["tool_name"]?.string } ?? [])
        report.noteQuestion(in: result["result"]?.string ?? "")
        let word = result["subtype"]?.string ?? "success"
        if result["is_error"]?.bool == true || word != "success" {
            report.failure = .agentFailed("its result is '\(word)'", said: result["result"]?.string ?? "")
        } else if !transcript.ending.isSuccess {
            report.failure = .agentFailed("it ended with \(transcript.ending)", said: transcript.messages)
        }
        return report
    }
}
