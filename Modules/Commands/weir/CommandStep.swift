import Diagnostics
import Foundation
import RunStore
import Subprocesses

/// A step of kind command: a program with its words, without a shell, in the project's folder.
struct CommandStep {
    let words: [String]
    let folder: URL
    let environment: [String: String]

    /// Runs the program to its end; an ending other than exit code 0 throws, with the last lines that it wrote.
    ///
    /// When the task is cancelled the program and all that it started are told to end (SIGTERM).
    func run() async throws -> StepResult {
        try Task.checkCancellation()
        let launch = SubprocessLaunch(
            words.first ?? "", Array(words.dropFirst()), directory: folder, environment: environment)
        let program = try Subprocess(launch, output: .kept(lastBytes: 1 << 14))
        let ending = try await program.finish()
        let tail = program.output.split(separator: "\n").suffix(10).map(String.init)
        guard ending.isSuccess else { throw WeirError.commandFailed(words, ending: "\(ending)", lines: tail) }
        return StepResult(summary: tail.last.map { String($0.prefix(200)) } ?? "done")
    }
}
