import Diagnostics
import Foundation
import Subprocesses
import Synchronization

/// Runs a program to its end or to a time-out, with an environment of its own, and ends whatever it leaves behind.
struct BoundedProgram: Sendable {
    /// What a run came to.
    struct Run: Sendable, Hashable {
        /// How it ended; nil when it ran out of time.
        let ending: SubprocessEnding?
        /// Standard output, the last 4 MiB.
        let output: String
        /// Standard error, the last 4 MiB.
        let messages: String

        var isSuccess: Bool { ending?.isSuccess == true }
        /// Both streams, messages last.
        var text: String { [output, messages].filter { !$0.isEmpty }.joined(separator: "\n") }
        /// How it ended, in words.
        var word: String { ending?.description ?? "no end before its time-out" }
    }

    static let keptBytes = 4 << 20
    /// The variables that a check gets.
    static let variables = ["PATH", "HOME", "LANG", "TMPDIR", "WEIR_DUCKDB_LIBRARY"]

    let directory: URL
    let environment: [String: String]
    let timeoutSeconds: Double

    /// Runs in this folder; of `environment` only the variables on the list are handed on.
    init(
        in directory: URL, environment: [String: String], adding more: [String: String] = [:], timeoutSeconds: Double
    ) {
        self.directory = directory
        self.environment = environment.filter { Self.variables.contains($0.key) }.merging(more) { $1 }
        self.timeoutSeconds = timeoutSeconds
    }

    /// Runs these words; throws `subprocess.missing` when there is no such program.
    func run(_ words: [String]) async throws -> Run {
        let program = try start(words)
        let ending = try await end(of: program)
        Self.endGroup(of: program)
        return Run(ending: ending, output: program.output, messages: program.messages)
    }

    /// Starts these words and does not wait.
    func start(_ words: [String]) throws -> Subprocess {
        guard let first = words.first else { throw WeirError.emptyCommand() }
        let launch = SubprocessLaunch(
            first, Array(words.dropFirst()), directory: directory, environment: environment)
        return try Subprocess(
            launch, output: .kept(lastBytes: Self.keptBytes), messages: .kept(lastBytes: Self.keptBytes))
    }

    private func end(of program: Subprocess) async throws -> SubprocessEnding? {
        let isLate = Mutex(false)
        let timer = Task {
            try await Task.sleep(for: .seconds(timeoutSeconds))
            isLate.withLock { $0 = true }
            program.send(SIGTERM)
            try await Task.sleep(for: .seconds(5))
            program.send(SIGKILL)
        }
        defer { timer.cancel() }
        let ending = await withTaskCancellationHandler {
            await program.waitForEnd()
        } onCancel: {
            program.send(SIGKILL)
        }
        try Task.checkCancellation()
        return isLate.withLock { $0 } ? nil : ending
    }

    /// Ends what the program started and left: its group keeps its number as long as somebody is in it.
    static func endGroup(of program: Subprocess) { if program.leadsGroup { kill(-program.processID, SIGKILL) } }
}
