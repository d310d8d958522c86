import JSON
import Testing

@testable import Notebooks

@Suite struct CellCommandTests {
    @Test(arguments: [
        ("select 1", CellCommand.query(name: nil, sql: "select 1")),
        ("%%sql daily\nselect 1", .query(name: "daily", sql: "\nselect 1")),
        ("%%sql\nselect 1", .query(name: nil, sql: "\nselect 1")),
        ("%%chart\ntype: bar", .chart(spec: "type: bar")), ("%%parameters\na: 1", .parameters("a: 1")),
        ("", .nothing), ("-- only\n  -- comments", .nothing),
    ]) func readsWhatACellAsksFor(source: String, command: CellCommand) {
        #expect(CellCommand(NotebookCell(id: "a", kind: .code, source: source)) == command)
    }

    @Test func aTagMakesAParametersCell() {
        let cell = NotebookCell(id: "a", kind: .code, source: "a: 1", metadata: ["tags": ["parameters"]])
        #expect(CellCommand(cell) == .parameters("a: 1"))
    }
}
