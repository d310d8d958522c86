import Charts
import Diagnostics
import Foundation
import HTTPServer
import JSON
import RunStore
import Warehouse

/// What answers requests: the pages, their data, the run store, the catalog.
struct Site: Sendable {
    let options: DashboardServer.Options
    let library: PageLibrary
    let runner: PageRunner
    let pictures: ChartPictures
    let state: StateReader?

    init(
        _ options: DashboardServer.Options, source: any PublishedSource, state: StateReader?,
        painter: ChartPainter? = nil
    ) {
        self.options = options
        self.state = state
        library = PageLibrary(options.pages, shownAs: options.shownPages)
        runner = PageRunner(
            source: source, queries: QueryRunner(cache: QueryCache(), state: state),
            notices: RunNotices(state: state, target: options.target))
        pictures = ChartPictures(library: library, runner: runner, painter: painter)
    }

    /// Every route but assets and events; pages come last, they take any single segment.
    var routes: [Route] {
        apiRoutes + [
            .get("/") { try await page("index", $0) },
            .get("/{name}") { try await page($0.parameters["name"] ?? "", $0) },
        ]
    }

    // MARK: Pages

    private func page(_ name: String, _ request: WebRequest) async throws -> WebResponse {
        // One address a page: the home page is `/`.
        if name == "index", request.path != "/" { return .redirect(to: "/") }
        let pages = try await library.pages()
        let renderer = PageRenderer(look: look(pages))
        guard let page = pages.first(where: { $0.name == name }) else {
            let error = WeirError.unknownPage(name, in: pages.map(\.name))
            return .html(renderer.message("Not found", ErrorMarkup.list([error])).text, status: 404)
        }
        do {
            let view = try await runner.view(page, request.query)
            let document = renderer.document(view, try await drawings(view), query: request.rawQuery)
            return .html(document.text, status: view.hasFailed ? 500 : 200)
        } catch {
            let body = ErrorMarkup.list([WeirError(wrapping: error)])
            return .html(renderer.message(page.title, body).text, status: 500)
        }
    }

    private func look(_ pages: [Page]) -> SiteLook {
        SiteLook(
            name: options.name, target: options.target, pages: pages.map { ($0.title, $0.path) },
            assetVersion: Assets.version, isLive: options.isLive, hasPictures: pictures.painter != nil)
    }

    private func drawings(_ view: PageView) async throws -> Drawings {
        var drawings = Drawings()
        for block in view.page.blocks {
            switch block.content {
            case .catalog:
                if let data = view.data {
                    drawings.catalog = try await Catalog.read(data, try await Manifest.read(options.manifest)).markup
                }
            case .lineage:
                drawings.lineage = try await Manifest.read(options.manifest).map { LineageDrawing($0).markup }
            case .log(let parameter):
                if let run = view.parameters[parameter], !run.isNull {
                    drawings.log = try await RunLog.read(options.log, run: run.description).markup
                }
            default: break
            }
        }
        return drawings
    }
}
