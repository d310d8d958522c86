import Diagnostics
import DurableFiles
import Foundation

/// The evidence of a spec, append-only: `ledger.jsonl`.
public struct Ledger: Sendable {
    /// The file's name in a spec's folder.
    public static let fileName = "ledger.jsonl"

    /// What happened, in order.
    public private(set) var entries: [LedgerEntry]
    /// The lines that are no entry, by their number from 1; a half-written last line is none of them, it is as if absent.
    public let unreadableLines: [Int]

    /// A ledger of these entries.
    public init(_ entries: [LedgerEntry] = []) { (self.entries, unreadableLines) = (entries, []) }

    /// Reads a text. A last line without an end was cut off while it was written and does not count.
    public init(text: String) {
        var entries: [LedgerEntry] = []
        var unreadable: [Int] = []
        var text = text
        text.withUTF8 { bytes in
            var (number, start) = (0, 0)
            while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                if let entry = LedgerEntry(utf8: Array(bytes[start..<end])) {
                    entries.append(entry)
                } else if end > start {
                    unreadable.append(number)
                }
                start = end + 1
            }
        }
        (self.entries, unreadableLines) = (entries, unreadable)
    }

    /// Reads a file; one that is not there is empty.
    public init(contentsOf file: URL) {
        self.init(text: String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self))
    }

    /// Appends entries to the file and makes them durable; a half-written last line is cut off first.
    public static func append(_ entries: [LedgerEntry], to file: URL) throws {
        try withLock(on: file) {
            // Written anew and renamed: at any moment the file is the old or the new one.
            try DurableFile.write(wholeLines(of: file) + Data(text(of: entries).utf8), to: file)
        }
    }

    /// The lines of entries.
    static func text(of entries: [LedgerEntry]) -> String { entries.map { $0.line + "\n" }.joined() }

    /// What the file holds up to its last line end.
    static func wholeLines(of file: URL) -> Data {
        let old = FileManager.default.contents(atPath: file.path) ?? Data()
        return old.lastIndex(of: 0x0A).map { Data(old[...$0]) } ?? Data()
    }

    /// Makes the file hold what was committed, and behind it what was appended since.
    static func bringAlong(_ file: URL, to committed: String) throws {
        try withLock(on: file) {
            let known = Set(committed.split(separator: "\n"))
            let more = String(decoding: wholeLines(of: file), as: UTF8.self).split(separator: "\n")
                .filter { !known.contains($0) }
            try DurableFile.write(committed + more.map { $0 + "\n" }.joined(), to: file)
        }
    }

    /// Runs this while no other thread or process appends: a lock on the folder, which leaves no file behind.
    private static func withLock(on file: URL, _ body: () throws -> Void) throws {
        let folder = file.deletingLastPathComponent()
        try DurableFile.createFolder(folder)
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        if descriptor >= 0 { while flock(descriptor, LOCK_EX) != 0, errno == EINTR {} }
        defer { if descriptor >= 0 { flock(descriptor, LOCK_UN) } }
        try body()
    }

    // MARK: What it says

    /// What became of a task, by its last word.
    public func state(of task: TaskID) -> TaskState { states(of: [task])[task] ?? .open(attempts: 0) }

    /// What became of each of these tasks, by its last word.
    public func states(of tasks: [TaskID]) -> [TaskID: TaskState] {
        var states = Dictionary(tasks.map { ($0, TaskState.open(attempts: 0)) }) { first, _ in first }
        func set(_ task: TaskID, _ state: TaskState) { if states[task] != nil { states[task] = state } }
        for entry in entries {
            switch entry.event {
            case .started(let task, let attempt, let runner, let base, let lease):
                set(task, .started(attempt: attempt, runner: runner, base: base, lease: lease))
            case .failed(let task, let attempt, _, _, _): set(task, .open(attempts: attempt))
            case .blocked(let task, let question): set(task, .blocked(question: question))
            case .widened(let task, _, _, _), .replied(let task, _, _, _):
                if case .blocked? = states[task] { set(task, .open(attempts: 0)) }
            case .done(let task, _, let tree, let inputs, _): set(task, .done(tree: tree, inputs: inputs))
            case .undone(let subject, _):
                for task in tasks where subject == "\(task)" || subject == "\(task.spec)" {
                    set(task, .open(attempts: 0))
                }
            default: break
            }
        }
        return states
    }

    /// The last evidence of each check of a subject, by the check's text.
    public func evidence(of subject: String) -> [String: Evidence] {
        var last: [String: Evidence] = [:]
        for case .checked(let evidence) in entries.map(\.event) where evidence.subject == subject {
            last[evidence.check] = evidence
        }
        return last
    }

    /// What the last attempt at a task ended with: one sentence, and the last lines of each check that was not green; nil
    /// when none failed.
    public func lastFailure(of task: TaskID) -> String? {
        var lines: [String] = []
        var failure: String?
        for entry in entries {
            switch entry.event {
            case .started(task, _, _, _, _): lines = []
            case .checked(let evidence) where evidence.subject == "\(task)" && evidence.outcome != .passed:
                lines += ["\(evidence.check):"] + evidence.tail
            case .failed(task, _, _, let message, _): failure = ([message] + lines).joined(separator: "\n")
            case .done(task, _, _, _, _): failure = nil
            default: break
            }
        }
        return failure
    }

    /// What people answered to the questions of a task since it was last taken back, in order.
    public func replies(to task: TaskID) -> [(question: String, text: String)] {
        var replies: [(question: String, text: String)] = []
        for entry in entries {
            switch entry.event {
            case .replied(task, let question, _, let text): replies.append((question, text))
            case .undone(let subject, _) where subject == "\(task)" || subject == "\(task.spec)": replies = []
            default: break
            }
        }
        return replies
    }

    /// The last approval.
    public var approval: (by: String, digest: String, at: Date)? {
        for entry in entries.reversed() {
            if case .approved(let by, let digest, _) = entry.event { return (by, digest, entry.at) }
        }
        return nil
    }
}

/// Where a task is, as its ledger tells.
public enum TaskState: Sendable, Hashable {
    /// Nobody works on it; so many attempts came to nothing.
    case open(attempts: Int)
    /// An attempt was begun and has no end yet.
    case started(attempt: Int, runner: String, base: String, lease: String)
    /// It waits for a person.
    case blocked(question: String)
    /// Its checks passed on this tree, with these inputs.
    case done(tree: String, inputs: String)

    /// Whether its checks passed.
    public var isDone: Bool { if case .done = self { true } else { false } }
}
