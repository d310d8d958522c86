import Charts
import Diagnostics
import Foundation
import JSON
import Testing

@testable import HTTPServer
@testable import Serve

/// The charts of the repository's own pages as pictures, over made rows.
@Suite struct ChartPicturesTests {
    /// Set-up links the package here.
    private static let packages = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.weir/python").standardizedFileURL.path

    private func get(
        _ target: String, _ fixture: ServeFixture, painter: ChartPainter?, pages: URL = ServeFixture.pages
    ) async throws -> (status: Int, text: String, type: String?) {
        var options = DashboardServer.Options(name: "weir", target: "dev", root: fixture.folder)
        options.pages = pages
        let site = Site(options, source: FixedSource(fixture.data), state: fixture.state, painter: painter)
        var request = WebRequest("GET", target)
        let response: WebResponse
        do { response = try await Router(routes: site.routes).answer(request) } catch {
            request.parameters = [:]
            response = Answers.failure(WeirError(wrapping: error), request)
        }
        guard case .bytes(let bytes) = response.body else { return (response.status, "", nil) }
        return (response.status, String(decoding: bytes, as: UTF8.self), response.headers["Content-Type"])
    }

    @Test func everyChartOfThePagesIsDrawn() async throws {
        let (fixture, painter) = (try await ServeFixture(), ChartPainter(ChartPainter.Setup(packages: Self.packages)))
        for page in ["index", "weather"] {
            let data = try JSONValue.parse(try await get("/api/pages/\(page)", fixture, painter: painter).text)
            let charts = try #require(data["charts"]?.array)
            #expect(!charts.isEmpty)
            let html = try await get(page == "index" ? "/" : "/\(page)", fixture, painter: painter).text
            for chart in charts {
                let address = try #require(chart["picture"]?.string)
                let picture = try await get(address, fixture, painter: painter)
                #expect(picture.status == 200 && picture.type == "image/svg+xml")
                #expect(picture.text.hasPrefix("<svg") && picture.text.contains("role-mark"), "\(address)")
                #expect(html.contains("<a class=\"download\" href=\"\(address)\" download>SVG</a>"))
            }
        }
        await painter.close()
    }

    @Test func inputsCountAndASelectionWithoutRowsIsSaid() async throws {
        let (fixture, painter) = (try await ServeFixture(), ChartPainter(ChartPainter.Setup(packages: Self.packages)))
        let first = "/api/pages/index/charts/chart-1.svg"
        let all = try await get(first, fixture, painter: painter).text
        let some = try await get(
            "\(first)?period_from=2024-05-02&period_to=2024-05-09", fixture, painter: painter)
        #expect(some.status == 200 && some.text != all)
        await painter.close()
    }

    @Test func aQueryWithoutRowsOrWithAMistakeDrawsNothing() async throws {
        let (fixture, painter) = (try await ServeFixture(), ChartPainter(ChartPainter.Setup(packages: Self.packages)))
        let page = """
            ---
            title: Made
            ---
            ```sql none
            select trips, date from marts.mart_demand_daily where trips < 0
            ```
            ```sql all
            select trips, date from marts.mart_demand_daily
            ```
            ```chart
            {type: line, data: none, x: date, y: trips}
            ```
            ```chart
            {type: line, data: all, x: day, y: trips}
            ```
            """
        let pages = fixture.folder.appending(path: "pages")
        try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
        try Data(page.utf8).write(to: pages.appending(path: "made.md"))
        let address = "/api/pages/made/charts/chart-"
        let none = try await get("\(address)1.svg", fixture, painter: painter, pages: pages)
        #expect(none.status == 404 && none.text.contains("has no rows for this selection"), "\(none)")
        let wrong = try await get("\(address)2.svg", fixture, painter: painter, pages: pages)
        #expect(wrong.status == 500 && wrong.text.contains("'day', which the query does not return"), "\(wrong)")
        let html = try await get("/made", fixture, painter: painter, pages: pages).text
        #expect(html.contains("No rows for this selection") && !html.contains(">SVG</a>"))
        await painter.close()
    }

    @Test(arguments: [
        ("/api/pages/index/charts/chart-99.svg", 404, "has no chart 'chart-99'"),
        ("/api/pages/nowhere/charts/chart-1.svg", 404, "nowhere"),
        ("/api/pages/index/charts/chart-1.svg", 503, "vl-convert is not installed"),
    ])
    func whatIsNotThereIsSaid(target: String, status: Int, message: String) async throws {
        let fixture = try await ServeFixture()
        let found = try await get(target, fixture, painter: nil)
        #expect(found.status == status && found.text.contains(message), "\(found)")
        #expect(try await !get("/", fixture, painter: nil).text.contains(">SVG</a>"))
    }

    @Test func aPainterThatIsBrokenIsNoMistakeOfThePage() async throws {
        let (fixture, painter) = (try await ServeFixture(), ChartPainter(ChartPainter.Setup(packages: "/nowhere")))
        let found = try await get("/api/pages/index/charts/chart-1.svg", fixture, painter: painter)
        #expect(found.status == 503 && found.text.contains("run `make setup`"))
    }
}
