import DuckDBEngine
import Foundation
import Testing
import Warehouse

@testable import Notebooks

@Suite struct WeekendRidersNotebookTests {
    private static func load() throws -> Notebook {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try NotebookLibrary(root.appending(path: "Modules/Notebooks/Library")).load("weekend_riders")
    }

    @Test func itIsWellFormedAndKeptWithoutOutputs() throws {
        let notebook = try Self.load()
        #expect(try notebook.problems().isEmpty)
        #expect(try notebook.parameters.names == ["first_day"])
        #expect(notebook == notebook.withoutOutputs)
    }

    @Test func weekendsAndWorkdaysAreToldApart() async throws {
        let engine = try await DuckDB.open()
        try await engine.run(
            """
            create schema marts;
            create table marts.mart_demand_daily as select * from (values
              (date '2024-05-03', 10, 2, 100.0, false), (date '2024-05-04', 20, 10, 500.0, true),
              (date '2024-05-05', 20, 20, 300.0, true))
              t(date, trips, casual_trips, total_duration_minutes, is_weekend)
            """)
        let (output, report) = try await NotebookRunner(engine: engine).run(Self.load())
        #expect(report.failure == nil && report.charts == 2)
        let riders = try #require(output.cells.first { $0.id == "riders" })
        let shown = NotebookCell.multiline(riders.outputs.first?["data"]?["text/plain"]) ?? ""
        let cells = shown.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(cells.contains(["Weekend", "2", "40", "0.75", "20.0"]))
        #expect(cells.contains(["Workday", "1", "10", "0.2", "10.0"]))
    }
}
