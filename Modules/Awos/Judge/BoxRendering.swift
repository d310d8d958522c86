import Diagnostics
import Foundation

/// The boxes of a spec as its ledger has them: a task is ticked when it is done, a criterion when each of its checks passed
/// on what there is now.
struct BoxRendering: Sendable {
    /// The file that lists a spec's tasks.
    static let tasksFile = "tasks.md"

    /// The spec with the boxes of proved criteria ticked and all others empty.
    static func spec(_ spec: FunctionalSpec, proved: Set<String>) -> String { spec.ticking(proved).text }

    /// The list of tasks with the boxes of done tasks ticked and all others empty.
    static func tasks(_ document: MarkdownFile, by ledger: Ledger) -> String {
        var document = document
        for number in document.lines.indices where !document.isFenced[number] {
            let line = String(document.lines[number])
            guard let match = line.firstMatch(of: /^(\s*[-*] \[)([ xX])(\] \*\*(\d{3,}-T\d+)\*\*)/),
                let task = TaskID(String(match.4))
            else { continue }
            let mark = ledger.state(of: task).isDone ? "x" : " "
            guard mark != match.2.lowercased() else { continue }
            document.replaceLine(
                number, with: "\(match.1)\(mark)\(match.3)" + line[match.range.upperBound...])
        }
        return document.text
    }

    /// The criteria each of whose checks has passed last, with the inputs that the tree has now.
    static func proved(
        _ spec: FunctionalSpec, tasks: [TaskFile], by ledger: Ledger, on inputs: InputsDigest
    ) throws -> Set<String> {
        var proved: Set<String> = []
        for criterion in spec.criteria where !criterion.isVague {
            let subject = spec.subject(of: criterion)
            let evidence = ledger.evidence(of: subject)
            let files = tasks.filesOfCriterion(criterion.id)
            let holds = try criterion.checks.allSatisfy { check in
                if case .person(let question) = check.form {
                    return ledger.answer(to: question, of: subject) == true
                }
                guard let last = evidence[check.text], last.outcome == .passed else { return false }
                return try last.inputs == inputs.digest(check, files: files)
            }
            if holds, !ledger.provesNothing(criterion, of: subject) { proved.insert(criterion.id) }
        }
        return proved
    }
}

extension FunctionalSpec {
    /// A criterion's name in the ledger: `003/AC-1`.
    func subject(of criterion: Criterion) -> String { "\(number)/\(criterion.id)" }
}

extension [TaskFile] {
    /// The patterns of the tasks that carry a criterion.
    func filesOfCriterion(_ id: String) -> [String] { filter { $0.criteria.contains(id) }.flatMap(\.scope) }
}

extension Ledger {
    /// What a person answered last; nil when nobody did.
    func answer(to question: String, of subject: String) -> Bool? {
        for entry in entries.reversed() {
            if case .answered(subject, question, _, let isTrue) = entry.event { return isTrue }
        }
        return nil
    }

    /// The name under which the ledger has what a criterion's checks came to before the work.
    static func atBase(_ subject: String) -> String { "\(subject)@base" }

    /// Whether all that a criterion asks was so before the work.
    func provesNothing(_ criterion: Criterion, of subject: String) -> Bool {
        let evidence = evidence(of: Self.atBase(subject))
        return criterion.provesNothing { evidence[$0.text]?.outcome }
    }
}

extension Criterion {
    /// Whether all that it asks was so before the work, by how each check came out there; nil for one that did not run there.
    ///
    /// A check that only keeps something asks for nothing new. What a person says, and a test that was not there before, do.
    func provesNothing(_ before: (Check) -> Evidence.Outcome?) -> Bool {
        let asking = checks.filter { !$0.keeps }
        return !asking.isEmpty && asking.allSatisfy { before($0) == .passed }
    }
}
