/// The text of a functional spec as a draft has it.
struct SpecText {
    let kind: Kind
    let draft: Kind.Draft

    /// The whole document.
    var document: String {
        let markdown = DocumentText.markdown
        let title = DocumentText.title(draft.intent)
        let tasks = kind.tasks(draft)
        let parts = tasks.map { "- \($0.module.name): \($0.title)" }
        let others = kind.questions.filter { !["who", "leaves_out"].contains($0.id) }
        let scope = ["What is made: \(kind.summary).", ""] + parts + (parts.isEmpty ? [] : [""])
        return
            (frontMatter(title, tasks) + [
                "", "<!-- \(FunctionalSpec.unreviewedMark) -->", "", "# \(draft.number): \(markdown(title))", "",
                "## Why", "",
            ] + DocumentText.quotation(draft.intent) + ["", "## User stories", ""] + lines(["who"]) + [
                "", "## Scope", "",
            ] + scope + lines(["leaves_out"]) + ["", "## Questions", ""] + lines(others.map(\.id)) + [
                "", "## Acceptance criteria", "", criteria.joined(separator: "\n\n"), "",
            ]).joined(separator: "\n")
    }

    private func frontMatter(_ title: String, _ tasks: [Kind.TaskDraft]) -> [String] {
        let yaml = DocumentText.yaml
        let modules = kind.modules == .known ? tasks.map(\.module) : draft.modules
        let answers = kind.questions.compactMap { question in
            question.id == "modules" ? nil : draft.answers[question.id].map { "  \(question.id): \(yaml($0))" }
        }
        return [
            "---", "id: \(draft.number)", "title: \(yaml(title))", "kind: \(kind.name)", "name: \(draft.name)",
            "modules: [\(modules.map(\.name).joined(separator: ", "))]",
        ] + (answers.isEmpty ? [] : ["answers:"] + answers) + ["---"]
    }

    /// The lines of some questions.
    private func lines(_ ids: [String]) -> [String] {
        ids.compactMap { id in kind.questions.first { $0.id == id } }.map { "- **\($0.id)** \(text(of: $0))" }
    }

    /// A question with its answer, or open.
    private func text(of question: Kind.Question) -> String {
        let modules = draft.modules.map(\.name).joined(separator: ", ")
        let answer = question.id == "modules" ? (modules.isEmpty ? nil : modules) : draft.answers[question.id]
        if let answer { return Self.answered(question.text, answer) }
        let assumption = draft.assumption(of: question).map { " **Assumption:** \(DocumentText.markdown($0))" } ?? ""
        return "[NEEDS CLARIFICATION: \(question.text)]\(assumption)"
    }

    /// A question that has its answer.
    static func answered(_ question: String, _ answer: String) -> String {
        "\(question) **Answer:** \(DocumentText.markdown(answer))"
    }

    /// Each criterion as it stands in the document.
    var criteria: [String] {
        kind.criteria(draft).enumerated().map { index, criterion in
            let id = "AC-\(index + 1)"
            var lines = ["- [ ] **\(id)** \(criterion.statement)"]
            if let needs = criterion.needs {
                lines += ["", "  Its check waits for the answer to **\(needs)**."]
            } else if criterion.checks.isEmpty {
                lines += ["", "  [NEEDS CLARIFICATION: Which check proves \(id)?]"]
            }
            for check in criterion.checks {
                lines += ["", "  ```check"] + check.yamlLines.map { "  \($0)" } + ["  ```"]
            }
            return lines.joined(separator: "\n")
        }
    }
}
