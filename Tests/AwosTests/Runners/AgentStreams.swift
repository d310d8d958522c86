/// Streams of agents, written from their published formats. None of them was recorded: no agent runs in tests.
enum AgentStreams {
    /// `claude -p --output-format stream-json --verbose`: one JSON object a line, `result` last.
    static func claude(
        subtype: String = "success", isError: Bool = false, result: String = "Done.", denials: String = "[]"
    ) -> String {
        """
        {"type":"system","subtype":"init","cwd":"/slot","session_id":"11111111-1111-4111-8111-111111111111","tools":["Bash","Edit","Read","Write"],"model":"a-model","permissionMode":"acceptEdits"}
        {"type":"assistant","message":{"id":"msg_1","role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"Write","input":{"file_path":"a.txt"}}],"usage":{"input_tokens":3,"output_tokens":9}},"session_id":"11111111-1111-4111-8111-111111111111"}
        {"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"ok"}]},"session_id":"11111111-1111-4111-8111-111111111111"}
        {"type":"result","subtype":"\(subtype)","is_error":\(isError),"duration_ms":5132,"duration_api_ms":4800,"num_turns":2,"result":"\(result)","session_id":"11111111-1111-4111-8111-111111111111","total_cost_usd":0.0637264,"usage":{"input_tokens":7,"cache_creation_input_tokens":1000,"cache_read_input_tokens":20000,"output_tokens":300},"permission_denials":\(denials)}

        """
    }

    /// `codex exec --json`: a thread, a turn, its items, and the turn's usage.
    static func codex(message: String = "Done.") -> String {
        """
        {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
        {"type":"turn.started"}
        {"type":"item.started","item":{"id":"item_0","type":"command_execution","command":"bash -lc ls","aggregated_output":"","exit_code":null,"status":"in_progress"}}
        {"type":"item.completed","item":{"id":"item_0","type":"command_execution","command":"bash -lc ls","aggregated_output":"a.txt","exit_code":0,"status":"completed"}}
        {"type":"item.completed","item":{"id":"item_1","type":"file_change","changes":[{"path":"a.txt","kind":"add"}],"status":"completed"}}
        {"type":"item.completed","item":{"id":"item_2","type":"agent_message","text":"\(message)"}}
        {"type":"turn.completed","usage":{"input_tokens":24763,"cached_input_tokens":24448,"output_tokens":122}}

        """
    }

    /// `codex exec --json` whose turn fails.
    static let codexFailing = """
        {"type":"thread.started","thread_id":"0199a213-81c0-7800-8aa1-bbab2a035a53"}
        {"type":"turn.started"}
        {"type":"error","message":"stream disconnected"}
        {"type":"turn.failed","error":{"message":"stream disconnected before completion"}}

        """

    /// The part of `claude --help` that names options.
    static let claudeHelp = """
        Usage: claude [options] [command] [prompt]

        Options:
          -p, --print                          Print response and exit
          --verbose                            Override verbose mode setting
          --output-format <format>             Output format: "text", "json", or "stream-json"
          --permission-mode <mode>             Permission mode: "acceptEdits", "plan", "default"
          --allowedTools, --allowed-tools <tools...>  Tools to allow
        """
}
