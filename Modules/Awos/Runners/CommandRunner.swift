import Diagnostics
import Foundation

extension Runner {
    /// A program that `weir.yml` names: the prompt on standard input, its folder a slot. It tells neither tokens nor money.
    ///
    /// A path with a slash is one below `root`, the person's checkout: not the agent's own copy of it.
    public static func command(_ words: [String], root: URL) throws -> Runner {
        guard let program = words.first else { throw WeirError.noCommand() }
        let place = program.contains("/") ? URL(filePath: program, relativeTo: root).path : program
        return Runner("command", .program(AgentProgram([place] + words.dropFirst(), read: AgentReport.ofCommand)))
    }
}

extension AgentReport {
    /// Reads the exit code, and a question in what was printed last.
    @Sendable static func ofCommand(_ transcript: AgentTranscript) -> AgentReport {
        var report = AgentReport()
        report.noteQuestion(in: String(transcript.output.suffix(4_000)))
        if !transcript.ending.isSuccess {
            report.failure = .agentFailed("it ended with \(transcript.ending)", said: transcript.messages)
        }
        return report
    }
}
