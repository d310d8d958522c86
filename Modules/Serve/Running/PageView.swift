import Diagnostics
import Foundation
import HTTPServer
import Warehouse

/// A page with its data: what one reader sees at one moment, all of it from one snapshot.
struct PageView: Sendable {
    let page: Page
    let data: PublishedData?
    let inputs: [InputState]
    /// The result of each query that the page shows, by name.
    let results: [String: Result<Table, WeirError>]
    /// The run that failed last, or runs now.
    let notice: RunNotice?
    /// The query string as fields, for links back to this view.
    let parameters: [String: Value]

    /// Whether something on the page is wrong, so that the server answers 500.
    var hasFailed: Bool {
        !page.errors.isEmpty || !errors.isEmpty
    }

    /// Whether a reader has to be told what to run: nothing is published, or there was no run at all.
    var lacksData: Bool {
        data == nil && page.needsSnapshot
            || !results.isEmpty
                && results.values.allSatisfy {
                    if case .failure(let error) = $0 { Self.isAbsence(error) } else { false }
                }
    }

    /// Whether an error only says that there is nothing yet.
    static func isAbsence(_ error: WeirError) -> Bool {
        error.code == "serve.nothing_published" || error.code == "state.missing"
    }

    /// The table of a query.
    func table(_ query: String) throws(WeirError) -> Table {
        guard let result = results[query] else {
            throw WeirError.unknownQuery(query, in: Array(page.queries.keys), at: SourceLocation(file: page.file))
        }
        return try result.get()
    }
}

/// Makes views: inputs first, then every query with what they set, all at one time.
struct PageRunner: Sendable {
    let source: any PublishedSource
    let queries: QueryRunner
    let notices: RunNotices

    func view(_ page: Page, _ address: QueryString) async throws -> PageView {
        let data = try await source.current()
        let inputs = await self.inputs(of: page, address, on: data)
        let parameters = inputs.reduce(into: given) { $0.merge($1.parameters) { _, new in new } }
        let shown = page.queries.values.filter { query in
            !inputs.contains { $0.input.query == query.name && !page.shows(query.name) }
        }
        let results = await withTaskGroup(of: (String, Result<Table, WeirError>).self) { group in
            for query in shown { group.addTask { (query.name, await result(query, parameters, data)) } }
            return await group.reduce(into: [String: Result<Table, WeirError>]()) { $0[$1.0] = $1.1 }
        }
        let notice = await notices.current()
        return PageView(
            page: page, data: data, inputs: inputs, results: results, notice: notice, parameters: parameters)
    }

    /// The result of one named query, with the inputs of its page.
    func table(_ query: PageQuery, of page: Page, _ address: QueryString) async throws -> (Table, PublishedData?) {
        let data = try await source.current()
        let inputs = await self.inputs(of: page, address, on: data)
        let parameters = inputs.reduce(into: given) { $0.merge($1.parameters) { _, new in new } }
        return (try await queries.run(query, parameters, on: data), data)
    }

    /// `Page.givenParameters` with their values.
    private var given: [String: Value] { ["target": .text(notices.target)] }

    private func inputs(of page: Page, _ address: QueryString, on data: PublishedData?) async -> [InputState] {
        var states: [InputState] = []
        for input in page.inputs {
            guard let name = input.query, let query = page.queries[name] else {
                states.append(.resolve(input, rows: nil, query: address))
                continue
            }
            let rows = await result(query, given, data)
            var state = InputState.resolve(input, rows: try? rows.get(), query: address)
            if case .failure(let error) = rows { state.error = error }
            states.append(state)
        }
        return states
    }

    private func result(
        _ query: PageQuery, _ parameters: [String: Value], _ data: PublishedData?
    ) async -> Result<Table, WeirError> {
        do { return .success(try await queries.run(query, parameters, on: data)) } catch {
            return .failure(WeirError(wrapping: error))
        }
    }
}

extension Page {
    /// Whether a block or a value shows this query.
    func shows(_ query: String) -> Bool {
        values.contains { $0.query == query }
            || blocks.contains { block in
                switch block.content {
                case .chart(let chart, _): chart.data == query
                case .figures(let figures): figures.data == query
                case .table(let table, _): table.data == query
                case .input, .catalog, .lineage, .log, .broken: false
                }
            }
    }
}
