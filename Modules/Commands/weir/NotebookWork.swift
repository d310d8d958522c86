import Charts
import Diagnostics
import DurableFiles
import Foundation
import JSON
import Notebooks
import Orchestrate
import RunStore

/// What running a notebook came to.
struct NotebookDone: Sendable {
    let report: NotebookReport
    /// The files that were written, relative to the project.
    let files: [String]

    var summary: String {
        "\(report.file): \(report.cellsRun) cells run, \(report.charts) charts, \(report.rows) rows"
    }

    var json: JSONValue {
        guard case .object(var object) = report.json else { return .null }
        object["files"] = .array(files.map(JSONValue.string))
        return .object(object)
    }

    /// The result of the step; throws the error of the cell that failed.
    func result() throws -> StepResult {
        if let failure = report.failure { throw failure.error }
        return StepResult(
            rows: report.rows, artifacts: files, summary: "\(report.cellsRun) cells, \(report.charts) charts")
    }
}

extension StepWork {
    /// The place of a notebook's copy with outputs, or of its export.
    func notebookFile(_ name: String, _ ending: String) -> URL {
        session.paths.artifacts.appending(path: "notebooks/\(name).\(ending)")
    }

    /// Runs a notebook on the published snapshot and writes it with its outputs, and as HTML where a file is given.
    func run(
        notebook name: String, parameters: [(name: String, text: String)], to file: URL, htmlTo html: URL? = nil,
        _ context: StepContext
    ) async throws -> NotebookDone {
        let notebook = try session.library.load(name)
        return try await session.withSnapshot { snapshot, engine in
            let runner = NotebookRunner(engine: engine, clock: session.clock, events: context.events)
            let (filled, report) = try await runner.run(notebook, parameters: parameters)
            _ = try await offload { try DurableFile.write(filled.text, to: file) }
            var files = [session.paths.shown(file)]
            if let html {
                let footer = "Data as of \(snapshot.publishedAt) UTC, run \(snapshot.runID)"
                let page = try await export(filled, footer: footer)
                _ = try await offload { try DurableFile.write(page, to: html) }
                files.append(session.paths.shown(html))
            }
            return NotebookDone(report: report, files: files)
        }
    }

    private func export(_ notebook: Notebook, footer: String) async throws -> String {
        let packages = SetUpFiles(project: session.paths, session.invocation.environment).pythonPackages
        let painter = ChartPainter(ChartPainter.Setup(packages: packages))
        do {
            let page = try await NotebookHTML { try await painter.svg($0) }.page(notebook, footer: footer)
            await painter.close()
            return page
        } catch {
            await painter.close()
            throw error
        }
    }
}
