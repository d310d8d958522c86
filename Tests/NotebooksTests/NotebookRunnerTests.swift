import Diagnostics
import DuckDBEngine
import JSON
import SQLiteEngine
import Testing
import Warehouse

@testable import Notebooks

@Suite struct NotebookRunnerTests {
    private func engine() async throws -> DuckDB {
        let engine = try await DuckDB.open()
        try await engine.run("create table trips as select range as n, range % 2 as kind from range(10)")
        return engine
    }

    private func notebook(_ sources: String...) -> Notebook {
        Notebook(
            file: "n.ipynb",
            cells: sources.enumerated().map { NotebookCell(id: "c\($0.offset)", kind: .code, source: $0.element) })
    }

    @Test func runsCellsInOrderAndPutsResultsBelowThem() async throws {
        let input = notebook("%%parameters\nleast: 8", "-- nothing", "select n from trips where n >= $least order by n")
        let events = CollectingSink()
        let runner = NotebookRunner(engine: try await engine(), clock: ManualClock(), events: events)
        let (output, report) = try await runner.run(input)
        #expect(report.failure == nil && report.cellsRun == 2 && report.rows == 2)
        #expect(output.cells.map(\.executionCount) == [1, nil, 2])
        let text = NotebookCell.multiline(output.cells[2].outputs[0]["data"]?["text/plain"])
        #expect(text == "n\n-\n8\n9")
        #expect(events.events.map(\.name) == ["notebook.finished"])
    }

    @Test func overridesReachTheQueries() async throws {
        let input = notebook("%%parameters\nleast: 8", "select count(*) as n from trips where n >= $least")
        let (output, _) = try await NotebookRunner(engine: try await engine()).run(input, parameters: [("least", "3")])
        #expect(NotebookCell.multiline(output.cells[1].outputs[0]["data"]?["text/plain"])?.hasSuffix("7") == true)
    }

    /// Queries that never end, or not on this machine, when all of their rows are wanted.
    @Test(arguments: [
        "select * from range(1000000000000)",
        "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n",
    ])
    func rowsBehindTheLimitAreNotRead(sql: String) async throws {
        let engine: any Engine =
            if sql.contains("range(") { try await DuckDB.open() } else { try await SQLite.open() }
        let report = try await NotebookRunner(engine: engine).run(notebook(sql)).report
        #expect(report.failure?.error.code == "notebooks.too_many_rows")
    }

    @Test func aChartDrawsTheNamedResultOrTheNearestOne() async throws {
        let input = notebook(
            "%%sql kinds\nselect kind, count(*) as trips from trips group by kind order by kind",
            "%%sql other\nselect 1 as a",
            "%%chart\ntype: bar\ndata: kinds\nx: kind\ny: trips\ntitle: Kinds")
        let (output, report) = try await NotebookRunner(engine: try await engine()).run(input)
        #expect(report.failure == nil && report.charts == 1)
        let data = try #require(output.cells[2].outputs[0]["data"])
        #expect(data["application/vnd.vegalite.v5+json"]?["$schema"]?.string?.contains("vega-lite") == true)
        #expect(data["text/plain"] != nil)
    }

    @Test func aFailingCellStopsTheRunWithItsNumberAndPlace() async throws {
        let input = notebook("select 1 as a", "%%sql x\nselect nope\nfrom trips", "select 2 as b")
        let (output, report) = try await NotebookRunner(engine: try await engine()).run(input)
        let failure = try #require(report.failure)
        #expect(failure.cell == 2)
        #expect(failure.error.message.hasPrefix("cell 2 of 'n.ipynb':"))
        #expect(failure.error.location?.file == "n.ipynb, cell 2")
        #expect(failure.error.location?.line == 2)
        #expect(output.cells[0].outputs.count == 1)
        #expect(output.cells[1].outputs[0]["output_type"] == "error")
        #expect(output.cells[2].outputs.isEmpty)
    }

    @Test(arguments: [
        ("%%chart\ntype: bar\nx: a\ny: b", "notebooks.no_result", "no cell above it has a result"),
        ("%%chart\ntype: bar\ndata: daly\nx: a\ny: b", "notebooks.no_result", "reads 'daly'"),
    ]) func aChartWithoutDataSaysWhatIsMissing(source: String, code: String, words: String) async throws {
        let above = source.contains("daly") ? "%%sql daily\nselect 1 as a" : "-- nothing"
        let (_, report) = try await NotebookRunner(engine: try await engine()).run(notebook(above, source))
        let error = try #require(report.failure?.error)
        #expect(error.code.rawValue == code)
        #expect(error.message.contains(words))
        if source.contains("daly") {
            #expect(error.hint?.hasPrefix("did you mean 'daily'?") == true && error.location?.line == 3)
        }
    }

    @Test func aSecondRunGivesTheSameFile() async throws {
        let input = notebook("select n from trips order by n")
        let runner = NotebookRunner(engine: try await engine())
        let first = try await runner.run(input).notebook
        #expect(try await runner.run(first).notebook.text == first.text)
    }
}
