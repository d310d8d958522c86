import Charts
import Diagnostics
import JSON
import Warehouse

/// One page as its file says, read once for every change of the file.
struct Page: Sendable {
    /// The file's name without its ending; `index` is the home page.
    let name: String
    /// The title in the navigation and above the page.
    let title: String
    /// One sentence below the title.
    let summary: String
    /// Where it stands in the navigation; equal ones by title.
    let order: Int
    /// The file as messages name it.
    let file: String
    /// What stands on the page, in order.
    let parts: [PagePart]
    /// The queries by name.
    let queries: [String: PageQuery]
    /// The inputs in order.
    let inputs: [PageInput]
    /// Everything that is wrong with the file itself.
    let errors: [WeirError]

    /// Parameters that every query may bind without an input: `$target` is the name of the target that is served.
    static let givenParameters = ["target"]

    /// The page's path on the server.
    var path: String { name == "index" ? "/" : "/\(name)" }

    /// The blocks in order.
    var blocks: [PageBlock] { parts.compactMap { if case .block(let block) = $0 { block } else { nil } } }

    /// The places in running text where a value stands, in order.
    var values: [PageValue] { parts.compactMap { if case .value(let value) = $0 { value } else { nil } } }

    /// Whether anything on the page needs the published data.
    var needsSnapshot: Bool {
        queries.values.contains { $0.origin == .snapshot }
            || blocks.contains { if case .catalog = $0.content { true } else { false } }
    }
}

/// A piece of a page.
enum PagePart: Sendable {
    /// Finished HTML.
    case html(String)
    /// A figure in running text.
    case value(PageValue)
    /// A chart, a table, figures, an input, or one of the drawings.
    case block(PageBlock)
}

/// A figure in running text: `{{ totals.trips }}` or `{{ totals.member_share | percent }}`.
struct PageValue: Sendable {
    let query: String
    let column: String
    let format: ValueFormat
    let location: SourceLocation
}

/// A named query of a page.
struct PageQuery: Sendable {
    /// What it reads.
    enum Origin: String, Sendable {
        /// The published snapshot.
        case snapshot
        /// The run store's documented views.
        case state
    }

    let name: String
    let sql: String
    let origin: Origin
    /// The page's whole text and where in it the SQL begins, so that an error names its place in the file.
    let source: String
    let utf8Offset: Int
    let file: String

    /// The parameters that it binds.
    var parameters: [String] { SQL.parameterNames(in: sql) }

    /// The place that lies so many bytes into the SQL.
    func location(at offset: Int, length: Int = 1) -> SourceLocation {
        SourceLocation(file: file, source: source, utf8Offset: utf8Offset + offset, length: length)
    }

    /// The place of a parameter's first use.
    func location(ofParameter name: String) -> SourceLocation {
        let place = sql.firstRange(of: "$\(name)")?.lowerBound ?? sql.startIndex
        return location(at: sql.utf8.distance(from: sql.startIndex, to: place), length: name.count + 1)
    }

    /// The place of the first sign of the SQL.
    var start: SourceLocation { location(at: sql.utf8.prefix { $0 == 0x20 || $0 == 0x0A }.count) }
}

/// A block of a page.
struct PageBlock: Sendable {
    /// Unique on its page: `chart-1`.
    let id: String
    let content: Content
    let location: SourceLocation

    /// What it shows.
    enum Content: Sendable {
        case chart(Chart, BlockWidth)
        case figures(FiguresBlock)
        case table(TableBlock, BlockWidth)
        case input(PageInput)
        /// Every table of the snapshot with its columns.
        case catalog
        /// The graph of models.
        case lineage
        /// The log of the run that an input names.
        case log(parameter: String)
        /// Nothing but what is wrong with it.
        case broken([WeirError])
    }
}

/// How much of the page's width a chart or a table takes.
enum BlockWidth: String, Sendable, CaseIterable {
    case full
    case half
}

/// A row of figures, one a card.
struct FiguresBlock: Sendable {
    struct Figure: Sendable {
        let label: String
        let column: String
        let format: ValueFormat
        /// A unit behind the number.
        let unit: String?
        /// A line below: fixed text.
        let note: String?
        let location: SourceLocation
    }

    let data: String
    let figures: [Figure]
    let location: SourceLocation
}

/// A table that can be sorted, filtered and downloaded.
struct TableBlock: Sendable {
    struct Column: Sendable {
        let name: String
        let title: String?
        let format: ValueFormat
        /// An address with `{value}` in it.
        let link: String?
        let location: SourceLocation
    }

    let data: String
    let title: String?
    /// The columns in order; empty shows every one.
    let columns: [Column]
    /// Rows a page of it.
    let rows: Int
    /// What is said when there is no row.
    let empty: String?
    let location: SourceLocation
}
