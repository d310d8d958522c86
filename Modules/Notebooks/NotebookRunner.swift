import Diagnostics
import JSON
import Warehouse

/// Runs the cells of a notebook in order on an engine.
///
/// SQL cells are queries with `$name` parameters, bound; what they answer stands below them as text and HTML. Cells that begin
/// with `%%chart` draw the result of a query above. The first cell that fails stops the run.
public struct NotebookRunner: Sendable {
    private let engine: any Engine
    private let clock: any WallClock
    private let events: any EventSink

    /// How many rows of a result are shown below its cell.
    public static let shownRows = 20
    /// How many rows a query may give: a notebook is for answers, not for copies of tables.
    public static let rowLimit = 100_000

    /// A runner on this engine.
    public init(engine: any Engine, clock: any WallClock = SystemWallClock(), events: any EventSink = SilentSink()) {
        (self.engine, self.clock, self.events) = (engine, clock, events)
    }

    /// Runs every cell and returns the notebook with its outputs, and what happened.
    ///
    /// A failing cell does not throw: its outputs and those of the cells above are in the notebook that is returned, and
    /// `failure` is in the report. Throws for parameters that the notebook does not have, and when the task is cancelled.
    public func run(
        _ notebook: Notebook, parameters texts: [(name: String, text: String)] = []
    ) async throws -> (notebook: Notebook, report: NotebookReport) {
        var session = Session(notebook: notebook.withoutOutputs)
        session.parameters = try notebook.parameters.overridden(by: texts, file: notebook.file)
        for index in notebook.cells.indices where notebook.cells[index].kind == .code {
            try Task.checkCancellation()
            do {
                try await run(cell: index, in: &session)
            } catch {
                let error = WeirError(wrapping: error)
                if error.kind == .interrupted { throw error }
                session.stop(at: index, error)
                break
            }
        }
        announceEnd(of: session.report)
        return (session.notebook, session.report)
    }

    private func run(cell index: Int, in session: inout Session) async throws {
        let cell = session.notebook.cells[index]
        let place = CellPlace(file: session.notebook.file, number: index + 1, source: cell.source)
        switch CellCommand(cell) {
        case .nothing: return
        case .parameters:
            let table = session.parameters.table
            session.finish(index, rows: 0) { .table(table, count: $0, limit: table.rowCount) }
        case .query(let name, let sql):
            let table = try await read(sql, parameters: session.parameters.values, at: place)
            session.keep(table, as: name)
            session.finish(index, rows: table.rowCount) { .table(table, count: $0, limit: Self.shownRows) }
        case .chart(let text):
            let chart = try ChartCell(text, at: place)
            let output = try chart.output(over: session.table(named: chart.data, for: chart))
            session.finish(index, rows: 0) { _ in output }
            session.report.charts += 1
        }
    }

    private func read(_ text: String, parameters: [String: Value], at place: CellPlace) async throws -> Table {
        do {
            let table = try await engine.read(SQL(text, parameters: parameters), atMost: Self.rowLimit + 1)
            guard table.rowCount <= Self.rowLimit else {
                throw WeirError.tooManyRows(Self.rowLimit, at: place.location(offset: 0))
            }
            return table
        } catch {
            throw place.located(error)
        }
    }

    private func announceEnd(of report: NotebookReport) {
        let message = report.failure.map { "cell \($0.cell) of \(report.file) failed" } ?? "\(report.file) ran"
        events.send(
            Event(
                "notebook.finished", message, at: clock.now, level: report.failure == nil ? .info : .error,
                fields: report.json.object ?? [:]))
    }
}

/// Where a cell stands, for the places of errors.
struct CellPlace: Sendable {
    let file: String
    let number: Int
    let source: String

    /// The place that lies this many UTF-8 bytes into the cell.
    func location(offset: Int, length: Int = 1) -> SourceLocation {
        SourceLocation(file: "\(file), cell \(number)", source: source, utf8Offset: offset, length: length)
    }
}

/// What one run of a notebook has so far.
struct Session {
    var notebook: Notebook
    var parameters = NotebookParameters()
    var report: NotebookReport
    private var results: [String: Table] = [:]
    private var latest: Table?
    private var count = 0

    init(notebook: Notebook) {
        self.notebook = notebook
        report = NotebookReport(file: notebook.file)
    }

    mutating func keep(_ table: Table, as name: String?) {
        latest = table
        if let name { results[name] = table }
    }

    func table(named name: String?, for chart: ChartCell) throws -> Table {
        guard let table = name.map({ results[$0] }) ?? latest else {
            throw WeirError.noResult(named: name, known: results.keys.sorted(), at: chart.dataLocation)
        }
        return table
    }

    /// Counts a cell that ran, and puts its output below it.
    mutating func finish(_ index: Int, rows: Int, output: (Int) -> CellOutput) {
        count += 1
        notebook.cells[index].executionCount = count
        notebook.cells[index].outputs = [output(count).json]
        report.cellsRun += 1
        report.rows += rows
    }

    mutating func stop(at index: Int, _ error: WeirError) {
        count += 1
        notebook.cells[index].executionCount = count
        notebook.cells[index].outputs = [CellOutput.failure(error).json]
        report.failure = (index + 1, error.inCell(index + 1, of: notebook.file))
    }
}
