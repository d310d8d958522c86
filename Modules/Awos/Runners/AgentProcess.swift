import Diagnostics
import Foundation
import Subprocesses
import Synchronization

/// Starts an agent's program and sees to it that it ends: by itself, when its time is over, or when the work is interrupted.
struct AgentProcess: Sendable {
    /// How much of what a program says is kept: its events come last.
    static let keptBytes = 4 << 20

    let program: AgentProgram
    /// Words in front of the program: a sandbox.
    let wrap: [String]
    /// How long it may take, in seconds.
    let limitSeconds: Double
    /// How long it may take to end once it was told to, in seconds.
    let graceSeconds: Double
    let clock: any WallClock

    /// Runs the program in a folder with a file as its input.
    ///
    /// Throws `subprocess.missing` where it is not there, and `CancellationError` when the work was interrupted; it is over
    /// then.
    func run(prompt: URL, in folder: URL, environment: [String: String]) async throws -> AgentTranscript {
        let words = wrap + program.words
        let launch = SubprocessLaunch(
            words[0], Array(words.dropFirst()), directory: folder, environment: environment)
        let input = try FileHandle(forReadingFrom: prompt)
        let began = clock.now
        let running = try Subprocess(
            launch, input: .descriptor(input.fileDescriptor), output: .kept(lastBytes: Self.keptBytes),
            messages: .kept(lastBytes: Self.keptBytes))
        try input.close()
        let (ending, isLate) = await supervise(running)
        try Task.checkCancellation()
        return AgentTranscript(
            ending, output: running.output, messages: running.messages, isLate: isLate,
            seconds: clock.now.timeIntervalSince(began))
    }

    private func supervise(_ running: Subprocess) async -> (SubprocessEnding, isLate: Bool) {
        let isLate = LateMark()
        let limit = Task {
            try await clock.sleep(seconds: limitSeconds)
            isLate.set()
            await end(running)
        }
        let ending = await withTaskCancellationHandler {
            await running.waitForEnd()
        } onCancel: {
            Task { await end(running) }
        }
        limit.cancel()
        return (ending, isLate.isSet)
    }

    /// SIGTERM, and SIGKILL where that does not help.
    private func end(_ running: Subprocess) async {
        running.send(SIGTERM)
        try? await clock.sleep(seconds: graceSeconds)
        running.send(SIGKILL)
    }

    private final class LateMark: Sendable {
        private let state = Mutex(false)
        var isSet: Bool { state.withLock { $0 } }
        func set() { state.withLock { $0 = true } }
    }
}
