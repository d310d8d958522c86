import Foundation
import JSON

extension LedgerEntry {
    /// The line of this entry, without its end.
    public var line: String {
        var object: JSONObject = ["at": .string(Self.text(of: at))]
        for (key, value) in event.fields { object[key] = value }
        return JSONValue.object(object).text()
    }

    /// The entry of a line; nil when it is none.
    public init?(line: String) { self.init(utf8: Array(line.utf8)) }

    /// The entry of a line's bytes; nil when it is none.
    init?(utf8 line: [UInt8]) {
        guard let object = try? JSONValue.parse(utf8: line), let text = object["at"]?.string,
            let at = try? Date(text, strategy: .iso8601), let event = Event(object)
        else { return nil }
        self.init(at: at, event)
    }

    private static func text(of date: Date) -> String { date.formatted(.iso8601) }
}

extension LedgerEntry.Event {
    /// The name of the event and its fields in order.
    var fields: [(String, JSONValue)] {
        switch self {
        case .approved(let by, let digest, let mode):
            [("event", "approved"), ("by", .string(by)), ("digest", .string(digest)), ("mode", .string(mode))]
        case .started(let task, let attempt, let runner, let base, let lease):
            [
                ("event", "started"), ("task", .string("\(task)")), ("attempt", .integer(Int64(attempt))),
                ("runner", .string(runner)), ("base", .string(base)), ("lease", .string(lease)),
            ]
        case .checked(let evidence): [("event", "checked")] + evidence.fields
        case .failed(let task, let attempt, let code, let message, let usage):
            [
                ("event", "failed"), ("task", .string("\(task)")), ("attempt", .integer(Int64(attempt))),
                ("code", .string(code)), ("message", .string(message)),
            ] + usage.fields
        case .blocked(let task, let question):
            [("event", "blocked"), ("task", .string("\(task)")), ("question", .string(question))]
        case .done(let task, let attempt, let tree, let inputs, let usage):
            [
                ("event", "done"), ("task", .string("\(task)")), ("attempt", .integer(Int64(attempt))),
                ("tree", .string(tree)), ("inputs", .string(inputs)),
            ] + usage.fields
        case .widened, .acceptedTest, .answered, .replied, .undone: decisionFields
        }
    }

    /// The fields of what a person decided.
    private var decisionFields: [(String, JSONValue)] {
        switch self {
        case .widened(let task, let path, let by, let reason):
            [
                ("event", "widened"), ("task", .string("\(task)")), ("path", .string(path)), ("by", .string(by)),
                ("reason", .string(reason)),
            ]
        case .acceptedTest(let path, let by, let reason):
            [("event", "accepted_test"), ("path", .string(path)), ("by", .string(by)), ("reason", .string(reason))]
        case .answered(let subject, let question, let by, let isTrue):
            [
                ("event", "answered"), ("subject", .string(subject)), ("question", .string(question)),
                ("by", .string(by)), ("is_true", .bool(isTrue)),
            ]
        case .replied(let task, let question, let by, let text):
            [
                ("event", "replied"), ("task", .string("\(task)")), ("question", .string(question)),
                ("by", .string(by)), ("text", .string(text)),
            ]
        case .undone(let subject, let by): [("event", "undone"), ("subject", .string(subject)), ("by", .string(by))]
        case .approved, .started, .checked, .failed, .blocked, .done: []
        }
    }

    init?(_ object: JSONValue) {
        let text = { (key: String) in object[key]?.string }
        let task = text("task").flatMap { TaskID($0) }
        let attempt = object["attempt"]?.integer.map { Int($0) }
        let usage = LedgerEntry.Usage(object)
        switch text("event") {
        case "approved":
            guard let by = text("by"), let digest = text("digest"), let mode = text("mode") else { return nil }
            self = .approved(by: by, digest: digest, mode: mode)
        case "started":
            guard let task, let attempt, let runner = text("runner"), let base = text("base"), let lease = text("lease")
            else { return nil }
            self = .started(task, attempt: attempt, runner: runner, base: base, lease: lease)
        case "checked":
            guard let evidence = Evidence(object) else { return nil }
            self = .checked(evidence)
        case "failed":
            guard let task, let attempt, let code = text("code"), let message = text("message") else { return nil }
            self = .failed(task, attempt: attempt, code: code, message: message, usage: usage)
        case "blocked":
            guard let task, let question = text("question") else { return nil }
            self = .blocked(task, question: question)
        case "done":
            guard let task, let attempt, let tree = text("tree"), let inputs = text("inputs") else { return nil }
            self = .done(task, attempt: attempt, tree: tree, inputs: inputs, usage: usage)
        default:
            guard let decision = Self.decision(object, task: task) else { return nil }
            self = decision
        }
    }

    /// What a person decided.
    private static func decision(_ object: JSONValue, task: TaskID?) -> Self? {
        guard let by = object["by"]?.string else { return nil }
        let text = { (key: String) in object[key]?.string }
        switch text("event") {
        case "widened":
            guard let task, let path = text("path"), let reason = text("reason") else { return nil }
            return .widened(task, path: path, by: by, reason: reason)
        case "accepted_test":
            guard let path = text("path"), let reason = text("reason") else { return nil }
            return .acceptedTest(path: path, by: by, reason: reason)
        case "answered":
            guard let subject = text("subject"), let question = text("question"), let isTrue = object["is_true"]?.bool
            else { return nil }
            return .answered(subject: subject, question: question, by: by, isTrue: isTrue)
        case "replied":
            guard let task, let question = text("question"), let words = text("text") else { return nil }
            return .replied(task, question: question, by: by, text: words)
        case "undone": return text("subject").map { .undone(subject: $0, by: by) }
        default: return nil
        }
    }
}

extension LedgerEntry.Usage {
    var fields: [(String, JSONValue)] {
        [("seconds", .number((seconds * 10).rounded() / 10))]
            + (tokens.map { [("tokens", .integer(Int64($0)))] } ?? [])
            + (dollars.map { [("dollars", .number($0))] } ?? [])
    }

    init(_ object: JSONValue) {
        self.init(
            seconds: object["seconds"]?.double ?? 0, tokens: object["tokens"]?.integer.map { Int($0) },
            dollars: object["dollars"]?.double)
    }
}

extension Evidence {
    var fields: [(String, JSONValue)] {
        [
            ("subject", .string(subject)), ("check", .string(check)), ("outcome", .string(outcome.rawValue)),
            ("tree", .string(tree)), ("inputs", .string(inputs)), ("seconds", .number((seconds * 10).rounded() / 10)),
            ("log", .string(log)), ("tail", .array(tail.map { .string($0) })),
        ]
    }

    init?(_ object: JSONValue) {
        guard let subject = object["subject"]?.string, let check = object["check"]?.string,
            let outcome = object["outcome"]?.string.flatMap(Outcome.init(rawValue:)),
            let tree = object["tree"]?.string, let inputs = object["inputs"]?.string,
            let log = object["log"]?.string
        else { return nil }
        self.init(
            subject: subject, check: check, outcome: outcome, tree: tree, inputs: inputs,
            seconds: object["seconds"]?.double ?? 0, log: log,
            tail: object["tail"]?.array?.compactMap(\.string) ?? [])
    }
}
