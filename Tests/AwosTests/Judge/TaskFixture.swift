@testable import Awos

/// Task files for tests.
enum TaskFixture {
    /// The text of a task file; `verify` holds the checks as YAML in one line.
    static func text(
        _ id: String = "003-T1", module: String = "Ingest", after: [String] = [], criteria: [String] = ["AC-1"],
        mayWrite: [String], widens: [String] = [], verify: String = "[{test: IngestTests}]"
    ) -> String {
        """
        ---
        id: \(id)
        module: \(module)
        depends_on: [\(after.joined(separator: ", "))]
        criteria: [\(criteria.joined(separator: ", "))]
        may_write: [\(mayWrite.map { "'\($0)'" }.joined(separator: ", "))]
        widens: [\(widens.map { "{path: '\($0)', reason: it has to be}" }.joined(separator: ", "))]
        verify: \(verify)
        ---
        # Part of \(module)

        \(TaskFile.sections.map { "## \($0)\n\ntext\n" }.joined(separator: "\n"))
        """
    }

    /// A task of this text.
    static func task(
        _ id: String = "003-T1", mayWrite: [String], widens: [String] = [], verify: String = "[{test: IngestTests}]"
    ) throws -> TaskFile {
        let text = text(id, mayWrite: mayWrite, widens: widens, verify: verify)
        return try TaskFile(MarkdownFile(text, file: "tasks/\(id).md"))
    }
}
