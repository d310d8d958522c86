import Diagnostics

/// The wording of what goes wrong with runners.
extension WeirError {
    static func noCommand() -> WeirError {
        WeirError(
            "awos.no_command", "the runner 'command' has no program",
            hint: "name one in weir.yml: agents: {command: [\"./my-agent\"]}", kind: .usage)
    }

    static func unknownRunner(_ name: String, known: [String]) -> WeirError {
        WeirError(
            "awos.unknown_runner", "there is no runner '\(name)'",
            hint: NearMiss.question(name, in: known) ?? "there is \(known.joined(separator: ", "))", kind: .usage)
    }

    static func runnerMissing(_ name: String, program: String) -> WeirError {
        WeirError(
            "awos.runner_missing", "the runner '\(name)' needs the program '\(program)', which is not here",
            hint: "install it, or take another one: awos agents lists those that can be used", kind: .usage)
    }

    static func runnerChanged(_ name: String, missing: [String]) -> WeirError {
        WeirError(
            "awos.runner_changed", "the installed '\(name)' does not know \(missing.joined(separator: ", "))",
            hint: "update it; awos agents shows what is expected", kind: .usage)
    }

    /// `said` is cut to its first lines: an agent may say much.
    static func agentFailed(_ what: String, said: String = "") -> WeirError {
        let lines = said.split(separator: "\n").prefix(5).map { String($0.prefix(300)) }
        return WeirError("awos.agent_failed", "the agent failed: \(what)", notes: lines)
    }

    static func agentLate(minutes: Double) -> WeirError {
        let limit = minutes == minutes.rounded() ? "\(Int(minutes))" : "\(minutes)"
        return WeirError(
            "awos.agent_late", "the agent was ended: it was not done after \(limit) min",
            hint: "raise agents.budget.minutes in weir.yml, or make the task smaller")
    }

    static func noTranscript(_ names: [String], in folder: String) -> WeirError {
        WeirError(
            "awos.no_transcript", "there is no transcript \(names.joined(separator: " or ")) in \(folder)",
            hint: "name the folder of the transcripts: --replay DIR", kind: .usage)
    }

    static func wrongTranscript(_ file: String, line: Int, _ reason: String) -> WeirError {
        WeirError(
            "awos.wrong_transcript", reason, at: SourceLocation(file: file, line: line),
            hint: "a line is an object with write and text, or delete, ask, tokens, dollars, fail", kind: .usage)
    }
}
