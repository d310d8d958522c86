import Diagnostics
import DurableFiles
import Foundation
import Project

/// A person's agreement to a spec: its criteria with their checks, its scopes, and how much agents may do.
///
/// It holds for the files as they are: changing them makes it lapse. Boxes do not count, and neither do tasks that
/// `awos verify` made for a failing criterion as long as they ask for nothing beyond the tasks that carry it.
public struct Approval: Sendable {
    /// Whether somebody agreed to what there is.
    public enum State: Sendable, Hashable {
        /// Nobody ever did.
        case missing
        /// Somebody did, to something else.
        case lapsed(by: String)
        /// It holds.
        case standing(by: String)
    }

    /// Who is recorded where `weir.yml` says that nobody is asked.
    public static let policy = "policy of weir.yml (execution.mode: autonomous)"

    private let folder: SpecFolder
    private let settings: AgentSettings

    /// The approval of a spec under the settings of its `weir.yml`.
    public init(_ folder: SpecFolder, settings: AgentSettings) { (self.folder, self.settings) = (folder, settings) }

    /// The approval of a spec under the settings that its repository's `weir.yml` has now.
    public init(_ folder: SpecFolder) throws {
        self.init(folder, settings: try AgentSettings.load(folder.tree.root))
    }

    /// What is agreed to, in lines: widenings first, then criteria with their checks, tasks with their scopes, what is taken
    /// for granted, and how much may be spent.
    public func subjects() throws -> [String] {
        let (spec, tasks) = (try folder.spec(), try TaskGraph(try folder.tasks()).tasks)
        var lines = tasks.flatMap { task in
            task.widens.map { "widening: \(task.id) may write \($0.path): \($0.reason)" }
        }
        for criterion in spec.criteria {
            lines.append("\(criterion.id): \(criterion.statement)")
            lines += criterion.checks.map { "  \($0.text)" }
        }
        for task in tasks {
            lines.append("\(task.id) \(task.title) [\(task.agent)]")
            lines += task.mayWrite.map { "  may write \($0)" } + task.checks.map { "  \($0.text)" }
        }
        for question in spec.questions + tasks.flatMap(\.questions) {
            if let assumption = question.assumption { lines.append("assumption: \(question.text): \(assumption)") }
        }
        let budget = settings.budget
        return lines + [
            "budget: \(budget.attempts) attempts and \(budget.minutes) minutes a task, \(budget.dollarsPerTask) dollars a "
                + "task, \(budget.dollarsPerSpec) a spec; mode \(settings.mode.rawValue)"
        ]
    }

    /// The digest of everything that is agreed to.
    public func digest() throws -> String { try digest(of: try folder.spec(), try folder.tasks()) }

    /// The digest where the documents were read before.
    func digest(of spec: FunctionalSpec, _ tasks: [TaskFile]) throws -> String {
        var parts = [spec.ticking([]).text]
        parts += tasks.filter { !Self.isInherited($0, by: tasks) }.map { "\($0.document.file)\n\($0.document.text)" }
        parts.append(settings.canonicalText)
        return try SHA256.hex(of: try parts.map { try SHA256.hex(of: $0) }.joined(separator: "\n"))
    }

    /// Where it stands.
    public func state() throws -> State {
        guard let last = Ledger(contentsOf: folder.ledger).approval else { return .missing }
        return last.digest == (try digest()) ? .standing(by: last.by) : .lapsed(by: last.by)
    }

    /// Writes into the ledger that this person agrees, and takes the marks of unread text out of what was agreed to.
    ///
    /// Where the policy agrees nobody has read anything: the marks stay.
    public func record(by person: String, at now: Date) throws {
        if person != Self.policy { try removeMarks() }
        let event = LedgerEntry.Event.approved(by: person, digest: try digest(), mode: settings.mode.rawValue)
        try Ledger.append([LedgerEntry(at: now, event)], to: folder.ledger)
    }

    private func removeMarks() throws {
        let considerations = "technical-considerations.md"
        let files = FileManager.default
        let others =
            files.fileExists(atPath: folder.file(considerations).path) ? [try folder.document(considerations)] : []
        for read in [try folder.spec().document] + (try folder.tasks().map(\.document)) + others {
            var document = read
            for line in document.lines(marked: FunctionalSpec.unreviewedMark).reversed() { document.removeLine(line) }
            guard document != read else { continue }
            try DurableFile.write(document.text, to: folder.tree.root.appending(path: document.file))
        }
    }

    /// Throws `awos.approval_required` when nobody agreed; in autonomous mode the policy agrees, and that is recorded.
    public func require(at now: Date) throws {
        let state = try state()
        if case .standing = state { return }
        guard settings.mode == .autonomous else { throw WeirError.approvalRequired(folder, state) }
        try record(by: Self.policy, at: now)
    }

    /// Whether a task for a failing criterion stays within the tasks that carry its criteria.
    static func isInherited(_ task: TaskFile, by tasks: [TaskFile]) -> Bool {
        guard task.isFix, task.widens.isEmpty, !task.criteria.isEmpty else { return false }
        let carriers = tasks.filter { !$0.isFix && !Set($0.criteria).isDisjoint(with: task.criteria) }
        return Set(carriers.flatMap(\.scope)).isSuperset(of: task.mayWrite)
    }
}
