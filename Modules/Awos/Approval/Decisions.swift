import Diagnostics
import Foundation

/// What only a person decides, written into a spec's ledger under their name. Never an agent: it runs with `AWOS_TASK` set.
public struct Decisions: Sendable {
    private let folder: SpecFolder
    private let person: String
    private let now: Date

    /// The decisions of this person; throws `awos.person_decides` where an agent calls.
    public init(_ folder: SpecFolder, by person: String, at now: Date, environment: [String: String]) throws {
        try Self.refuseAgents(environment)
        (self.folder, self.person, self.now) = (folder, person, now)
    }

    /// Throws `awos.person_decides` where an agent calls.
    public static func refuseAgents(_ environment: [String: String]) throws {
        if let task = environment["AWOS_TASK"], !task.isEmpty { throw WeirError.personDecides(task) }
    }

    /// Lets a task write one more path.
    public func widen(_ task: TaskID, path: String, reason: String) throws {
        _ = try TaskGraph(try folder.tasks()).task(task)
        guard !path.contains("*"), !path.hasPrefix("/"), !path.split(separator: "/").contains(".."), !path.isEmpty
        else {
            throw WeirError.wrongWidening(path)
        }
        guard !Scope.isOfSpecs(path) else { throw WeirError.ofAwosAlone(path) }
        try append(.widened(task, path: path, by: person, reason: try given(reason)))
    }

    /// Agrees to a changed, disabled or removed test.
    public func acceptTest(_ path: String, reason: String) throws {
        guard Scope.isOfTests(path) else { throw WeirError.notATest(path) }
        try append(.acceptedTest(path: path, by: person, reason: try given(reason)))
    }

    /// Answers the question of a check; `question` may be left out where a task or criterion asks only one.
    public func answer(_ subject: String, question: String? = nil, isTrue: Bool) throws {
        let questions = try questions(of: subject)
        let asked = question.map { text in questions.filter { $0 == text } } ?? questions
        guard asked.count == 1 else { throw WeirError.noSuchQuestion(subject, questions) }
        try append(.answered(subject: subject, question: asked[0], by: person, isTrue: isTrue))
    }

    /// Answers in words what a task waits for, so that it is tried again; the next attempt is told question and answer.
    public func reply(to task: TaskID, _ text: String) throws {
        _ = try TaskGraph(try folder.tasks()).task(task)
        guard case .blocked(let question) = Ledger(contentsOf: folder.ledger).state(of: task) else {
            throw WeirError.nothingAsked(task)
        }
        guard !text.trimmed.isEmpty else { throw WeirError.emptyReply(task) }
        try append(.replied(task, question: question, by: person, text: text.trimmed))
    }

    /// The question that a task waits with; nil when it does not wait, and for anything else than a task.
    public func openQuestion(of subject: String) -> String? {
        guard let task = TaskID(subject),
            case .blocked(let question) = Ledger(contentsOf: folder.ledger).state(of: task)
        else { return nil }
        return question
    }

    private func questions(of subject: String) throws -> [String] {
        var checks = try folder.tasks().filter { "\($0.id)" == subject }.flatMap(\.checks)
        let spec = try folder.spec()
        checks += spec.criteria.filter { spec.subject(of: $0) == subject }.flatMap(\.checks)
        return checks.compactMap { if case .person(let question) = $0.form { question } else { nil } }
    }

    private func given(_ reason: String) throws -> String {
        guard !reason.trimmed.isEmpty else { throw WeirError.reasonMissing() }
        return reason.trimmed
    }

    private func append(_ event: LedgerEntry.Event) throws {
        try Ledger.append([LedgerEntry(at: now, event)], to: folder.ledger)
    }
}
