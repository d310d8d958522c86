import Awos
import Diagnostics
import JSON
import Terminal

/// Shows what happens in the loop: a line for each task at work, and what came of it above.
struct ImplementProgress: EventSink {
    private let board: ProgressBoard
    private let console: Console

    init(_ board: ProgressBoard, _ console: Console) {
        self.board = board
        self.console = console
    }

    func send(_ event: Event) {
        let key = event.fields["task"]?.string ?? event.name
        switch event.name {
        case "awos.task.started" where console.drawsProgress: board.update(key, event.message, atOnce: true)
        case "awos.task.done", "awos.task.blocked", "awos.task.failed":
            if console.drawsProgress { board.finish(key, event.message) } else { board.say(event.message) }
        default: board.say(event.message)
        }
    }
}

extension TaskOutcome {
    /// The first digits of the commit.
    var commit: String? { if case .done(let commit?) = self { String(commit.prefix(10)) } else { nil } }
}

extension LoopSummary {
    func json(_ folder: SpecFolder, prompts: [(TaskID, String)]) -> JSONValue {
        [
            "spec": .string(folder.name), "branch": .string(folder.branch), "done": .bool(isDone),
            "tasks": .array(tasks.map { Self.json($0.id, $0.outcome, prompts) }),
            "unproved": unproved.map { criteria in
                .array(criteria.map { ["id": .string($0.id), "reason": .string($0.reason)] })
            } ?? .null,
        ]
    }

    private static func json(_ id: TaskID, _ outcome: TaskOutcome, _ prompts: [(TaskID, String)]) -> JSONValue {
        var object: JSONObject = ["id": .string("\(id)"), "state": .string(outcome.word)]
        switch outcome {
        case .done(let commit): object["commit"] = .optional(commit)
        case .failed(let error): object["error"] = error.json
        case .blocked(let question): object["question"] = .string(question)
        case .withPerson: object["prompt"] = .optional(prompts.last { $0.0 == id }?.1)
        case .waiting: break
        }
        return .object(object)
    }
}
