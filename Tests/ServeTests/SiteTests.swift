import Diagnostics
import DuckDBEngine
import Foundation
import JSON
import Testing
import Warehouse

@testable import HTTPServer
@testable import Serve

/// What the repository's own pages answer, over made rows.
@Suite struct SiteTests {
    private func options(_ fixture: ServeFixture) -> DashboardServer.Options {
        var options = DashboardServer.Options(name: "weir", target: "dev", root: fixture.folder)
        options.pages = ServeFixture.pages
        return options
    }

    private func get(_ target: String, _ fixture: ServeFixture, published: Bool = true) async throws -> (Int, String) {
        let site = Site(options(fixture), source: FixedSource(published ? fixture.data : nil), state: fixture.state)
        var request = WebRequest("GET", target)
        let response: WebResponse
        do { response = try await Router(routes: site.routes).answer(request) } catch {
            request.parameters = [:]
            response = Answers.failure(WeirError(wrapping: error), request)
        }
        guard case .bytes(let bytes) = response.body else { return (response.status, "") }
        return (response.status, String(decoding: bytes, as: UTF8.self))
    }

    private func json(_ target: String, _ fixture: ServeFixture) async throws -> JSONValue {
        try JSONValue.parse(try await get(target, fixture).1)
    }

    @Test(arguments: ["/", "/weather", "/quality", "/runs", "/catalog"])
    func everyPageOfTheRepositoryShowsItsData(path: String) async throws {
        let fixture = try await ServeFixture()
        let (status, html) = try await get(path, fixture)
        #expect(status == 200)
        #expect(!html.contains("card error"))
        #expect(html.contains("Data as of <time datetime=\"2024-06-21T20:00:00.000Z\">21 Jun 2024, 20:00 UTC</time>"))
        #expect(html.contains("The last run of city_bikes failed."))
        #expect(html.contains("aria-current=\"page\""))
        #expect(!html.contains(" style=\""), "the content policy forbids inline styles")
        #expect(!html.contains("<script>"), "and inline script")
    }

    @Test func theFiguresOfTheHomePageAreThoseOfTheRows() async throws {
        let fixture = try await ServeFixture()
        // 40 days of 100 + n trips: 40 × 100 + (0 + … + 39) = 4780; 2400 of them by members.
        let rows = try await json("/api/query/index/totals", fixture)["rows"]
        #expect(rows?[0]?["trips"] == 4780)
        #expect(rows?[0]?["trips_per_day"] == 119.5)
        #expect(rows?[0]?["member_share"]?.double == 2400.0 / 4780.0)
        #expect(rows?[0]?["average_minutes"] == 12.5)
        #expect(try await get("/", fixture).1.contains("<dd class=\"number\">4,780</dd>"))
    }

    @Test func inputsAreBoundFromTheAddress() async throws {
        let fixture = try await ServeFixture()
        let query = "?period_from=2024-05-02&period_to=2024-05-03"
        #expect(try await json("/api/query/index/totals\(query)", fixture)["rows"]?[0]?["trips"] == 203)
        let (_, html) = try await get("/\(query)", fixture)
        #expect(html.contains("<dd class=\"number\">203</dd>"))
        #expect(html.contains("name=\"period_from\" aria-label=\"From\" value=\"2024-05-02\""))
        #expect(html.contains("/api/query/index/daily.csv?period_from=2024-05-02&amp;period_to=2024-05-03"))
    }

    @Test func theWeatherPageKnowsTheCorrelation() async throws {
        let fixture = try await ServeFixture()
        // Trips are 100 + n, temperature 10 + n/2: they rise in step.
        let row = try await json("/api/query/weather/correlation", fixture)["rows"]?[0]
        #expect(abs((row?["with_temperature"]?.double ?? 0) - 1) < 1e-12)
        #expect(row?["days"] == 40)
    }

    @Test func tablesAreDownloadedAsCSV() async throws {
        let fixture = try await ServeFixture()
        let (status, csv) = try await get("/api/query/index/stations.csv", fixture)
        #expect(status == 200)
        #expect(csv.split(separator: "\n").count == 13)
        #expect(
            csv.hasPrefix(
                "station,trips,departures,arrivals,member_share,average_minutes\nStation 0 & <Co>,900,500,400,0.6,10.0\n"
            ))
    }

    @Test func namesFromTheDataAreEscaped() async throws {
        let fixture = try await ServeFixture()
        let (_, html) = try await get("/", fixture)
        #expect(html.contains("<td>Station 0 &amp; &lt;Co&gt;</td>"))
        #expect(html.contains("Station 0 & \\u003cCo>"), "in the chart's data")
        #expect(!html.contains("<Co>"))
    }

    @Test func beforeTheFirstRunAPageSaysWhatToRun() async throws {
        let fixture = try await ServeFixture(withRuns: false)
        for path in ["/", "/weather"] {
            let (status, html) = try await get(path, fixture, published: false)
            #expect(status == 200)
            #expect(html.contains("Nothing is published yet"))
            #expect(html.contains("./weir run city_bikes"))
            #expect(!html.contains("card error"))
        }
        #expect(try await get("/runs", fixture, published: false).0 == 200)
        #expect(try await get("/api/query/index/totals", fixture, published: false).0 == 503)
    }

    @Test func aRedRunShowsAtOnceAlthoughNothingWasPublished() async throws {
        let fixture = try await ServeFixture()
        let (_, html) = try await get("/quality", fixture, published: false)
        #expect(html.contains("rain is plausible"))
        #expect(html.contains("<span class=\"status bad\">failed</span>"))
    }

    @Test func theStepsOfARunAreShown() async throws {
        let fixture = try await ServeFixture()
        let runs = try await json("/api/runs", fixture).array ?? []
        #expect(runs.map { $0["status"] } == ["failed", "succeeded"])
        let run = try #require(runs.last?["id"]?.string)
        #expect(try await json("/api/runs/\(run)", fixture).array?.map { $0["status"] } == ["succeeded", "succeeded"])
        let (_, html) = try await get("/runs?run=\(run)", fixture)
        #expect(html.contains("<option value=\"\(run)\" selected>"))
    }

    @Test func checksAreListedWithoutTheKeysOfRows() async throws {
        let fixture = try await ServeFixture()
        let checks = try await json("/api/checks", fixture).array ?? []
        #expect(checks.map { $0["status"] } == ["passed", "failed"])
        #expect(checks.allSatisfy { $0["failing_keys"] == nil })
    }

    @Test func theCatalogListsTablesWithTheirRows() async throws {
        let fixture = try await ServeFixture()
        let tables = try await json("/api/catalog", fixture)["tables"]?.array ?? []
        #expect(
            tables.map { $0["table"] } == [
                "marts.mart_demand_daily", "marts.mart_station_stats", "marts.mart_weather_effect",
            ])
        #expect(tables.map { $0["rows"] } == [40, 30, 4])
        #expect(tables[0]["columns"]?[0] == ["name": "date", "type": "date", "description": ""])
    }

    @Test(arguments: [
        ("/api/pages/hme", 404, "serve.unknown_page"), ("/api/query/index/totls", 404, "serve.unknown_query"),
        ("/api/sql", 404, "serve.unknown_address"),
    ])
    func whatIsNotThereIsSaidAsJSON(target: String, status: Int, code: String) async throws {
        let fixture = try await ServeFixture()
        let answer = try await get(target, fixture)
        #expect(answer.0 == status)
        #expect(try JSONValue.parse(answer.1)["error"]?["code"]?.string == code)
    }

    @Test func anUnknownPageSaysWhichThereAre() async throws {
        let fixture = try await ServeFixture()
        let (status, html) = try await get("/wether", fixture)
        #expect(status == 404)
        #expect(html.contains("did you mean &#39;weather&#39;?"))
    }

    @Test func aPageIsAlsoJSON() async throws {
        let fixture = try await ServeFixture()
        let page = try await json("/api/pages/index?period_from=2024-05-02&period_to=2024-05-03", fixture)
        #expect(page["inputs"]?["period_from"] == "2024-05-02")
        #expect(page["results"]?["totals"]?[0]?["trips"] == 203)
        #expect(page["run"] == "20240621-200000-abcd")
        let paths = try await json("/api/pages", fixture).array?.compactMap { $0["path"]?.string }
        #expect(paths?.filter(ServeFixture.paths.contains) == ServeFixture.paths)
    }
}
