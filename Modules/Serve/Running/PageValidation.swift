import Charts
import Diagnostics
import Foundation
import HTTPServer
import RunStore
import Warehouse

/// Checks every page of a folder before somebody opens it: for `weir validate`.
public enum PageValidation {
    /// Everything that is wrong with the pages, in the order of files and lines; empty when all is well.
    ///
    /// Without a source, the files are checked: settings, keys, names that lead nowhere. With one, every query is run as
    /// the page would run it at first, and every column that a block names is looked for. Queries whose data is not there
    /// yet are passed over.
    public static func errors(
        in folder: URL, shownAs shownFolder: String = "Modules/Serve/Pages", target: String = "",
        source: (any PublishedSource)? = nil, state: StateReader? = nil
    ) async throws -> [WeirError] {
        let library = PageLibrary(folder, shownAs: shownFolder)
        let pages = try await library.pages().sorted { $0.name < $1.name }
        guard let source else { return pages.flatMap(\.errors) }
        let runner = PageRunner(
            source: source, queries: QueryRunner(cache: QueryCache(), state: state),
            notices: RunNotices(state: nil, target: target))
        var errors: [WeirError] = []
        for page in pages {
            let view = try await runner.view(page, QueryString(""))
            errors += (page.errors + view.errors).sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) }
        }
        return errors
    }
}

extension PageView {
    /// What is wrong with the data that the page shows: failed queries, columns that are not there.
    var errors: [WeirError] {
        let failed = results.values.compactMap { result in
            if case .failure(let error) = result { error } else { nil }
        }
        let blocks = page.blocks.flatMap(missing) + page.values.compactMap(missing)
        let inputs = inputs.compactMap(\.error)
        return (failed + inputs + blocks).filter { !Self.isAbsence($0) }
    }

    private func rows(_ query: String) -> Table? { try? results[query]?.get() }

    private func missing(_ block: PageBlock) -> [WeirError] {
        switch block.content {
        case .chart(let chart, _):
            guard let table = chart.data.flatMap(rows), table.rowCount > 0 else { return [] }
            do { _ = try chart.vegaLite(ChartData(table)) } catch {
                return (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
            }
            return []
        case .figures(let block):
            return block.figures.compactMap { missing($0.column, of: block.data, at: $0.location) }
        case .table(let block, _):
            return block.columns.compactMap { missing($0.name, of: block.data, at: $0.location) }
        case .input, .catalog, .lineage, .log, .broken: return []
        }
    }

    private func missing(_ value: PageValue) -> WeirError? {
        missing(value.column, of: value.query, at: value.location)
    }

    private func missing(_ column: String, of query: String, at place: SourceLocation) -> WeirError? {
        guard let table = rows(query), table.index(of: column) == nil else { return nil }
        return .unknownColumn(column, of: query, in: table.columns.map(\.name.name), at: place)
    }
}
