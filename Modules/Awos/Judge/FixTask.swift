import DurableFiles
import Foundation

/// The task that a failing criterion becomes: the scope of those that carry it, its failing checks, and what they said.
struct FixTask {
    let folder: SpecFolder
    let criterion: Criterion
    let failed: [Check]
    let output: String

    /// Writes the task's file and its line in the list; nil when an open one for this criterion is there.
    func write(tasks: [TaskFile]) throws -> String? {
        let ledger = Ledger(contentsOf: folder.ledger)
        let open = tasks.contains { task in
            task.isFix && task.criteria == [criterion.id] && !ledger.state(of: task.id).isDone
        }
        let carriers = tasks.filter { !$0.isFix && $0.criteria.contains(criterion.id) }
        guard !open, let first = carriers.first else { return nil }
        let number = (tasks.map(\.id.number).max() ?? 0) + 1
        let id = TaskID(folder.number, number)
        let name = "tasks/\(String(format: "%02d", number))-fix-\(criterion.id.lowercased()).md"
        try DurableFile.write(text(id, first, carriers), to: folder.file(name))
        try list(id, first)
        return "\(folder.path)/\(name)"
    }

    private func text(_ id: TaskID, _ first: TaskFile, _ carriers: [TaskFile]) -> String {
        let quoted = { (words: [String]) in words.map { "\"\($0)\"" }.joined(separator: ", ") }
        var scope: [String] = []
        for path in carriers.flatMap(\.mayWrite) where !scope.contains(path) { scope.append(path) }
        let front = [
            "---", "id: \(id)", "module: \(first.module)", "agent: \(first.agent)",
            "depends_on: [\(carriers.map { "\($0.id)" }.joined(separator: ", "))]", "criteria: [\(criterion.id)]",
            "may_write: [\(quoted(scope))]", "verify:",
        ]
        let rest = ["context_budget_tokens: \(first.contextBudgetTokens)", "---", "# Make \(criterion.id) hold", ""]
        let files = scope.filter { !$0.contains("*") }.map { "- \($0)" }
        let sections = [
            ["\(criterion.id) does not hold: \(criterion.statement)"], ["The change after which the checks pass."],
            failed.map { "- `\($0.title)`" }, files,
            ["What the checks said:", "", "```text", output.replacing("```", with: "'''"), "```"],
            ["Tests that are there stay as they are."],
        ]
        let body = zip(TaskFile.sections, sections).flatMap { ["## \($0)", ""] + $1 + [""] }
        return (front + failed.flatMap(Self.yaml).map { "  \($0)" } + rest + body).joined(separator: "\n")
    }

    private func list(_ id: TaskID, _ first: TaskFile) throws {
        guard var document = try? folder.document(BoxRendering.tasksFile) else { return }
        let last = document.lines.lastIndex { $0.contains(/^\s*[-*] \[[ xX]\] \*\*\d{3,}-T\d+\*\*/) }
        let line = "- [ ] **\(id)** Make \(criterion.id) hold **[Agent: \(first.agent)]** (\(criterion.id))"
        document.insert([line], beforeLine: last.map { $0 + 1 } ?? document.lines.count)
        try DurableFile.write(document.text, to: folder.file(BoxRendering.tasksFile))
    }

    /// A check as the lines of a YAML list item; texts are quoted as JSON, which YAML reads.
    static func yaml(_ check: Check) -> [String] {
        let quote = { (text: String) in
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
        }
        let line = { (words: [String]) in words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ") }
        let expected = { (expectation: Check.Expectation) -> String in
            switch expectation {
            case .equals(let text): "equals: \(quote(text))"
            case .atLeast(let number): "at_least: \(number)"
            case .empty: "empty: true"
            }
        }
        var lines: [String] =
            switch check.form {
            case .test(let name): ["test: \(name)"]
            case .sql(let sql, let expectation): ["sql: \(quote(sql))", expected(expectation)]
            case .weir(let words, let code, let json):
                ["weir: \(quote(line(words)))"] + (code == 0 ? [] : ["exit: \(code)"])
                    + (json.map { ["json: \(quote($0.path))", expected($0.expectation)] } ?? [])
            case .page(let name): ["page: \(name)"]
            case .unchanged(let words, let tables):
                ["unchanged: {command: \(quote(line(words))), tables: [\(tables.map(quote).joined(separator: ", "))]}"]
            case .named(let name): ["named: \(quote(name))"]
            case .person(let question): ["person: \(quote(question))"]
            }
        if !check.after.isEmpty {
            lines.append("after: [\(check.after.map { quote(line($0)) }.joined(separator: ", "))]")
        }
        if check.keeps { lines.append("keeps: true") }
        return lines.enumerated().map { $0.offset == 0 ? "- \($0.element)" : "  \($0.element)" }
    }
}
