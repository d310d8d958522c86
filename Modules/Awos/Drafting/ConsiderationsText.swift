/// The text of `technical-considerations.md` as a draft has it: what follows from kind, answers and tasks.
struct ConsiderationsText {
    static let fileName = "technical-considerations.md"

    let kind: Kind
    let draft: Kind.Draft
    let spec: FunctionalSpec
    let tasks: [Kind.TaskDraft]

    /// The whole document.
    var document: String {
        let sections: [(String, [String])] = [
            ("Interfaces", interfaces), ("Tables and names", specification), ("Files", files), ("Decisions", decisions),
        ]
        return
            (["<!-- \(FunctionalSpec.unreviewedMark) -->", "", "# \(spec.number): Technical considerations"]
            + sections.flatMap { ["", "## \($0.0)", ""] + $0.1 } + [""]).joined(separator: "\n")
    }

    private var interfaces: [String] {
        ["No module imports another of the six: a table, a file or a value crosses between them.", ""]
            + tasks.enumerated().map { index, task in
                let waits = task.after.map { "T\($0)" }.joined(separator: ", ")
                return "- T\(index + 1) \(task.module.name): \(task.title)"
                    + (waits.isEmpty ? "; waits for nothing." : "; reads what \(waits) made.")
            }
    }

    private var specification: [String] { tasks.flatMap(\.specification).map { "- \($0)" } }

    private var files: [String] {
        ["| task | file | state | what |", "|---|---|---|---|"]
            + tasks.enumerated().flatMap { index, task in
                task.deliverables.map {
                    "| T\(index + 1) | `\($0.path)` | \($0.isNew ? "new" : "changed") | \($0.what) |"
                }
                    + task.widens.map { "| T\(index + 1) | `\($0.path)` | beyond the module | \($0.reason) |" }
            }
    }

    private var decisions: [String] {
        let markdown = DocumentText.markdown
        let asked = kind.questions.compactMap { question -> String? in
            if let answer = spec.answers[question.id] {
                return "| \(question.id): \(markdown(answer)) | — | answered in the spec |"
            }
            return draft.assumption(of: question).map {
                "| \(question.id): \(markdown($0)) | — | assumed until somebody answers |"
            }
        }
        return ["| choice | alternative | reason |", "|---|---|---|"]
            + kind.decisions.map { "| \($0.choice) | \($0.alternative) | \($0.reason) |" } + asked
    }
}
