import Diagnostics
import Foundation

/// The text of a task file as a draft has it.
struct TaskText {
    /// The task's place in the order, from 1.
    let number: Int
    let task: Kind.TaskDraft
    let spec: FunctionalSpec
    /// The criteria that it carries.
    let criteria: [String]
    /// What was answered or is assumed, by question.
    let known: [(key: String, answer: String)]
    /// The repository, to see which files are there.
    let root: URL

    /// `01-ingest.md`.
    var fileName: String {
        let digits = number < 10 ? "0\(number)" : "\(number)"
        return "\(digits)-\(task.module.name.lowercased()).md"
    }

    /// A test that is there is changed only where that is said aloud.
    private var widens: [TaskFile.Widening] {
        task.widens
            + task.deliverables.filter { isExistingTest($0) }.map {
                TaskFile.Widening(path: $0.path, reason: "the test goes into a file that is there already")
            }
    }

    private var mayWrite: [String] { task.deliverables.filter { !isExistingTest($0) }.map(\.path) }

    private func isExistingTest(_ file: Kind.Deliverable) -> Bool {
        !file.isNew && file.path.hasPrefix("Tests/") && !file.path.contains("*")
            && FileManager.default.fileExists(atPath: root.appending(path: file.path).path)
    }

    /// The whole document.
    var document: String {
        let files =
            task.deliverables + task.widens.map { Kind.Deliverable(path: $0.path, what: $0.reason, isNew: false) }
        let statements = criteria.map { id in
            "- \(id): \(spec.criteria.first { $0.id == id }?.statement ?? "")"
        }
        let sections: [(String, [String])] = [
            ("Task", why + task.steps.enumerated().map { "\($0 + 1). \($1)" }),
            ("Deliverables", files.map { "- `\($0.path)`: \($0.what)" }),
            (
                "Success criteria",
                statements + ["", "awos runs the checks above and ticks the box; nobody else does."]
            ),
            ("Context files", task.contextFiles.map { "- `\($0)`" }),
            ("Technical specification", specification),
            ("Constraints", Self.constraints),
        ]
        let body = sections.flatMap { ["", "## \($0.0)", ""] + $0.1 }
        return (frontMatter + ["", "# \(task.title)"] + body + [""]).joined(separator: "\n")
    }

    /// What is wanted, in the words of the spec.
    private var why: [String] {
        let document = spec.document
        let lines = (document.section("Why")?.lines ?? 0..<0).filter { number in
            !document.isFenced[number] && !["", "<!--"].contains(document.lines[number].trimmed.prefix(4))
                && !document.lines[number].contains("[NEEDS CLARIFICATION:")
        }
        return lines.isEmpty ? [] : lines.prefix(12).map { document.lines[$0].trimmed } + [""]
    }

    /// What the kind prescribes, and what was answered or is assumed.
    private var specification: [String] {
        task.specification.map { "- \($0)" }
            + known.map { "- \($0.key): \(DocumentText.markdown($0.answer))" }
    }

    private var frontMatter: [String] {
        let yaml = DocumentText.yaml
        let id = { TaskID(spec.number, $0).description }
        let widening = widens.map { "  - {path: \(yaml($0.path)), reason: \(yaml($0.reason))}" }
        return [
            "---", "id: \(id(number))", "module: \(task.module.name)", "agent: \(task.module.name.lowercased())",
            "depends_on: [\(task.after.map(id).joined(separator: ", "))]",
            "criteria: [\(criteria.joined(separator: ", "))]", "may_write:",
        ] + mayWrite.map { "  - \(yaml($0))" } + (widening.isEmpty ? [] : ["widens:"] + widening)
            + (task.checks.isEmpty ? ["verify: []"] : ["verify:"])
            + task.checks.flatMap { check in
                check.yamlLines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
            } + ["context_budget_tokens: 5000", "---"]
    }

    private static let constraints = [
        "- Write only the paths of `may_write` and `widens`; whatever else is changed fails the attempt.",
        "- Leave tests that are there as they are; a new test has to fail without the change.",
        "- Put no row, value or secret of the data into code, messages or documents; the fixture alone holds rows.",
        "- Do not edit the spec, this file or the ledger. Where more is needed, say what and why, and stop.",
    ]
}
