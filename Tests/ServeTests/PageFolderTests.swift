import Diagnostics
import DuckDBEngine
import Foundation
import JSON
import Testing

@testable import HTTPServer
@testable import Serve

/// Pages of a folder of their own, with mistakes in them.
@Suite struct PageFolderTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "weir-pages-\(UUID().uuidString)")

    private func write(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    private let broken = """
        ---
        title: Broken
        ---

        ```sql numbers
        select 1 as n, 'a' as name
        ```

        ```sql wrong
        select nn
        from (select 1 as n)
        ```

        ```chart
        type: bar
        data: numbers
        x: nam
        y: n
        ```

        ```table
        data: wrong
        ```

        ```kpi
        data: numbers
        items:
          - {label: N, value: m}
        ```
        """

    @Test func everyMistakeShowsOnThePageAndInTheAPI() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("index.md", broken)
        let data = PublishedData(
            id: "1", run: nil, publishedAt: ServeFixture.publishedAt, engine: try await DuckDB.open())
        var options = DashboardServer.Options(name: "weir", target: "dev", root: folder)
        options.pages = folder
        options.shownPages = "Pages"
        let router = Router(routes: Site(options, source: FixedSource(data), state: nil).routes)
        let page = try await router.answer(WebRequest("GET", "/"))
        guard case .bytes(let bytes) = page.body else { return }
        let html = String(decoding: bytes, as: UTF8.self)
        #expect(page.status == 500)
        for place in ["Pages/index.md:10:8", "Pages/index.md:17:4", "Pages/index.md:28"] {
            #expect(html.contains(place))
        }
        #expect(html.contains("did you mean &#39;name&#39;?"))
        #expect(try await router.answer(WebRequest("GET", "/api/pages/index")).status == 500)
        #expect(try await router.answer(WebRequest("GET", "/api/query/index/numbers")).status == 200)

        let errors = try await PageValidation.errors(in: folder, shownAs: "Pages", source: FixedSource(data))
        #expect(errors.map { $0.location?.line } == [10, 17, 28])
        #expect(errors.map(\.code) == ["engine.unknown_column", "charts.unknown_column", "serve.unknown_column"])
    }

    @Test func theRepositorysPagesAreRight() async throws {
        #expect(try await PageValidation.errors(in: ServeFixture.pages) == [])
        // A project's own pages read tables that this snapshot does not have.
        defer { try? FileManager.default.removeItem(at: folder) }
        for path in ServeFixture.paths {
            let name = path == "/" ? "index.md" : "\(path.dropFirst()).md"
            let page = try String(contentsOf: ServeFixture.pages.appending(path: name), encoding: .utf8)
            try write(name, page)
        }
        let fixture = try await ServeFixture()
        let errors = try await PageValidation.errors(
            in: folder, target: "dev", source: FixedSource(fixture.data), state: fixture.state)
        #expect(errors == [])
    }

    @Test func aChangedFileIsReadAgain() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let library = PageLibrary(folder, shownAs: "Pages")
        await #expect(throws: WeirError.self) { _ = try await library.pages() }
        try write("index.md", "---\ntitle: One\n---\n")
        try write("CLAUDE.md", "# No page\n")
        #expect(try await library.pages().map(\.title) == ["One"])
        try write("index.md", "---\ntitle: Two and more\n---\n")
        try write("about.md", "---\ntitle: About\norder: 1\n---\n")
        #expect(try await library.pages().map(\.title) == ["About", "Two and more"])
        #expect(try await library.page("about").path == "/about")
    }
}
