import Diagnostics
import Foundation
import RunStore
import Synchronization

/// A step of kind command: a program with its words, without a shell, in the project's folder.
struct CommandStep {
    let words: [String]
    let folder: URL
    let environment: [String: String]

    /// Runs the program to its end; an exit code other than 0 throws, with the last lines that it wrote.
    ///
    /// When the task is cancelled the program and all that it started are told to end (SIGTERM).
    func run() async throws -> StepResult {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        let running = Running(process)
        let tail = try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await offload { try running.finish(reading: pipe) }
        } onCancel: {
            running.stop()
        }
        try Task.checkCancellation()
        guard process.terminationStatus == 0 else {
            throw WeirError.commandFailed(words, exitCode: process.terminationStatus, lines: tail)
        }
        return StepResult(summary: tail.last.map { String($0.prefix(200)) } ?? "done")
    }

    /// A process that may be told to end from another thread.
    ///
    /// `@unchecked`: the process is only touched under the lock, except by `waitUntilExit`, which may be called anywhere.
    private final class Running: @unchecked Sendable {
        private let process: Process
        private let isStopped = Mutex(false)

        init(_ process: Process) { self.process = process }

        /// Starts the process, reads what it writes, waits for its end; the last ten lines.
        func finish(reading pipe: Pipe) throws -> [String] {
            try isStopped.withLock { isStopped in
                if isStopped { throw CancellationError() }
                try process.run()
            }
            var tail = Data()
            while let more = try pipe.fileHandleForReading.read(upToCount: 1 << 16), !more.isEmpty {
                tail = (tail + more).suffix(1 << 14)
            }
            process.waitUntilExit()
            return String(decoding: tail, as: UTF8.self).split(separator: "\n").suffix(10).map(String.init)
        }

        func stop() {
            isStopped.withLock { isStopped in
                isStopped = true
                guard process.isRunning else { return }
                // Foundation makes it the leader of a group: what it started would go on, and hold the pipe open.
                let processID = process.processIdentifier
                if getpgid(processID) == processID { kill(-processID, SIGTERM) } else { process.terminate() }
            }
        }
    }
}
