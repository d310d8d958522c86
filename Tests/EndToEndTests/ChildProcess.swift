import Diagnostics
import DurableFiles
import Foundation
import JSON
import Subprocesses

/// A program that runs beside the tests, with its output in files, so that neither can block the other.
final class ChildProcess: Sendable {
    /// How a child ended.
    struct Ending: Sendable {
        /// The exit code; nil when a signal ended it.
        let code: Int32?
        /// The signal that ended it.
        let signal: Int32?
        let output: String
        let messages: String

        /// The output as JSON; null when it is none.
        var json: JSONValue { (try? JSONValue.parse(output)) ?? .null }
        /// Both texts, for the comment of an expectation.
        var text: String { "exit \(code.map(String.init) ?? "by signal \(signal ?? 0)")\n\(output)\n\(messages)" }
    }

    /// Longer than anything takes on a loaded machine: a child that is still there is ended, and its test fails.
    static let patienceSeconds: Double = 240

    private let program: Subprocess
    private let folder: TemporaryDirectory

    /// Starts a program without a terminal and without input.
    init(_ program: URL, _ words: [String], in directory: URL, environment: [String: String]) throws {
        folder = try TemporaryDirectory(prefix: "weir-child")
        self.program = try Subprocess(
            SubprocessLaunch(program.path, words, directory: directory, environment: environment),
            output: .file(folder.file("output")), messages: .file(folder.file("messages")))
    }

    /// What it wrote to standard output so far.
    var output: String { text("output") }
    /// What it wrote to standard error so far.
    var messages: String { text("messages") }
    /// Whether it still runs.
    var isRunning: Bool { program.ending == nil }

    private func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: folder.file(name).path) ?? Data(), as: UTF8.self)
    }

    /// Sends it a signal; nothing when it is over.
    func send(_ signal: Int32) { program.send(signal) }

    /// Waits for its end.
    func ending() async throws -> Ending {
        let watchdog = Task { [self] in
            try await Task.sleep(for: .seconds(Self.patienceSeconds))
            send(SIGKILL)
        }
        let end = await program.waitForEnd()
        watchdog.cancel()
        return switch end {
        case .exited(let code): Ending(code: code, signal: nil, output: output, messages: messages)
        case .signalled(let number): Ending(code: nil, signal: number, output: output, messages: messages)
        }
    }

    /// Waits until `condition` holds or the child is over; whether it holds.
    @discardableResult
    func wait(until condition: () throws -> Bool) async throws -> Bool {
        var holds = false
        try await waitUntil("the child gives a sign: \(output) \(messages)", seconds: Self.patienceSeconds) {
            // What it did last counts: first whether it runs, then what it left.
            let isOver = !isRunning
            holds = try condition()
            return holds || isOver
        }
        return holds
    }
}
