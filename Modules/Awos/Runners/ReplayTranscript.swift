import Diagnostics
import DurableFiles
import Foundation
import JSON

/// A recorded piece of work: the files that are written and taken away, and what the agent would have told.
///
/// One JSON object a line: `{"write": "a/b.txt", "text": "…"}`, `{"delete": "a/b.txt"}`, `{"ask": "…"}`, `{"tokens": 1200}`,
/// `{"dollars": 0.2}`, `{"fail": "…"}`.
struct ReplayTranscript: Sendable {
    private enum Step {
        case write(String, String)
        case delete(String)
    }

    private var steps: [Step] = []
    private var report = AgentReport()

    /// The transcript of this attempt, or of the task where the attempt has none.
    init(in folder: URL, task: TaskID, attempt: Int) throws {
        let names = ["\(task)-a\(attempt).jsonl", "\(task).jsonl"]
        let files = names.map { folder.appending(path: $0) }
        guard let file = files.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw WeirError.noTranscript(names, in: folder.path)
        }
        let text = String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            do { try add(try JSONValue.parse(String(line))) } catch {
                throw WeirError.wrongTranscript(
                    file.lastPathComponent, line: number + 1, "this is no step of a transcript")
            }
        }
    }

    private struct Unknown: Error {}

    private mutating func add(_ object: JSONValue) throws {
        if let path = object["write"]?.string, let text = object["text"]?.string {
            steps.append(.write(path, text))
        } else if let path = object["delete"]?.string {
            steps.append(.delete(path))
        } else if let question = object["ask"]?.string {
            report.question = question
        } else if let tokens = object["tokens"]?.integer {
            report.tokens = Int(tokens)
        } else if let dollars = object["dollars"]?.double {
            report.dollars = dollars
        } else if let reason = object["fail"]?.string {
            report.failure = .agentFailed(reason)
        } else {
            throw Unknown()
        }
    }

    /// Does the work again in a folder, which it cannot leave.
    func play(in folder: URL) throws -> AgentReport {
        let root = try ConfinedRoot(folder)
        for step in steps {
            switch step {
            case .write(let path, let text): try DurableFile.write(text, to: try root.file(path))
            case .delete(let path):
                let place = try root.file(path)
                if FileManager.default.fileExists(atPath: place.path) {
                    try FileManager.default.removeItem(at: place)
                }
            }
        }
        return report
    }
}
