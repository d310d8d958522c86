import Diagnostics
import YAML

/// One module's share of a spec: what a subagent is handed, what it may write, and what proves it: `tasks/01-ingest.md`.
public struct TaskFile: Sendable {
    /// A path outside of the module that this task may write, and why.
    public struct Widening: Sendable, Hashable {
        /// A path or pattern.
        public let path: String
        /// Why it is needed.
        public let reason: String
    }

    /// The sections in their order.
    public static let sections = [
        "Task", "Deliverables", "Success criteria", "Context files", "Technical specification", "Constraints",
    ]

    /// The text.
    public let document: MarkdownFile
    /// Its name.
    public let id: TaskID
    /// What is done, in a few words: the heading.
    public let title: String
    /// The module.
    public let module: String
    /// The subagent.
    public let agent: String
    /// The tasks that come before it.
    public let dependsOn: [TaskID]
    /// The spec's criteria that it carries.
    public let criteria: [String]
    /// The paths that it may write: exact, or with `*` inside a name and `**` for everything below.
    public let mayWrite: [String]
    /// Paths beyond the module's.
    public let widens: [Widening]
    /// What proves it.
    public let checks: [Check]
    /// How large its prompt may be.
    public let contextBudgetTokens: Int
    /// What is left open.
    public let questions: [OpenQuestion]

    /// Every path that it may write.
    public var scope: [String] { mayWrite + widens.map(\.path) }

    /// Reads a document; throws all its errors at once, each with its place.
    public init(_ document: MarkdownFile) throws {
        self.document = document
        let reader = YAMLReader(try document.frontMatter(), named: document.file)
        let text = reader.requiredString("id")
        let id = TaskID(text)
        if id == nil, !text.isEmpty { reader.fail(.wrongTaskID(text, at: reader.location(ofValue: "id"))) }
        module = reader.requiredString("module")
        agent = reader.string("agent") ?? module.lowercased()
        dependsOn = reader.strings("depends_on").compactMap { text in
            if let task = TaskID(text) { return task }
            reader.fail(.wrongTaskID(text, at: reader.location(ofValue: "depends_on")))
            return nil
        }
        criteria = reader.strings("criteria")
        mayWrite = reader.strings("may_write")
        widens = reader.list("widens", each: "widening").map {
            Widening(path: $0.requiredString("path"), reason: $0.requiredString("reason"))
        }
        checks = reader.list("verify", each: "check").compactMap { Check($0) }
        contextBudgetTokens = reader.integer("context_budget_tokens", in: 500...1_000_000) ?? 5000
        questions = OpenQuestion.all(in: document)
        title = document.sections.first { $0.level == 1 }?.title ?? text
        let missing = Self.sections.filter { document.section($0) == nil }
        try WeirErrors.throwIfAny(
            reader.allErrors() + (missing.isEmpty ? [] : [.missingSections(missing, in: document.file)]))
        guard let id else { throw WeirError.wrongTaskID(text, at: nil) }
        self.id = id
    }
}
