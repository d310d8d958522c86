import Diagnostics
import Foundation
import HTTPClient
import Testing

@testable import HTTPServer
@testable import Serve

/// The server as a browser meets it: over a socket.
@Suite struct DashboardServerTests {
    private func serving(
        _ change: (inout DashboardServer.Options) -> Void = { _ in },
        _ body: (String, ServeFixture) async throws -> Void
    ) async throws {
        let fixture = try await ServeFixture()
        var options = DashboardServer.Options(name: "weir", target: "dev", root: fixture.folder)
        options.pages = ServeFixture.pages
        options.port = 0
        change(&options)
        let server = try await DashboardServer.start(options, source: FixedSource(fixture.data), state: fixture.state)
        do { try await body(server.address, fixture) } catch {
            await server.stop(graceSeconds: 0)
            throw error
        }
        await server.stop(graceSeconds: 0)
    }

    private func get(_ address: String, _ headers: HTTPHeaders = [:]) async throws -> HTTPResponse {
        let url = try #require(URL(string: address))
        return try await CurlTransport().perform(HTTPRequest(url, headers: headers), into: .memory(limitBytes: 8 << 20))
        { _, _ in }
    }

    @Test func everyAnswerForbidsWhatIsInlineOrFromElsewhere() async throws {
        try await serving { address, _ in
            for path in ["/", "/assets/weir.css", "/api/pages", "/nothing/here"] {
                let policy = try await get(address + path).headers["Content-Security-Policy"] ?? ""
                #expect(policy.hasPrefix("default-src 'none'; script-src 'self'; style-src 'self';"))
                #expect(!policy.contains("unsafe"))
            }
        }
    }

    @Test func assetsAreKeptByTheirVersion() async throws {
        try await serving { address, _ in
            let css = try await get("\(address)/assets/weir.css?v=\(Assets.version)")
            #expect(css.headers["Cache-Control"] == "public, max-age=31536000, immutable")
            #expect(css.headers["Content-Type"] == "text/css; charset=utf-8")
            let script = try await get("\(address)/assets/weir.js?v=old")
            #expect(script.headers["Cache-Control"] == "no-cache")
            let again = try await get("\(address)/assets/weir.js", ["If-None-Match": script.headers["ETag"] ?? ""])
            #expect(again.status == 304)
            #expect(try await get("\(address)/assets/none.js").status == 404)
        }
    }

    @Test func aMissingChartLibrarySaysWhatToRun() async throws {
        try await serving { address, fixture in
            let missing = try await get("\(address)/assets/vega.js")
            #expect(missing.status == 500)
            #expect(missing.text.contains("run `make setup`"))
            let web = fixture.folder.appending(path: ".weir/web")
            try FileManager.default.createDirectory(at: web, withIntermediateDirectories: true)
            try Data("window.vegaEmbed = 1".utf8).write(to: web.appending(path: "vega.js"))
            #expect(try await get("\(address)/assets/vega.js").text == "window.vegaEmbed = 1")
        }
    }

    @Test func aTokenGuardsEverythingButTheHealthOfTheServer() async throws {
        try await serving({ $0.token = Secret("open-sesame") }) { address, _ in
            for path in ["/", "/api/pages", "/events", "/assets/weir.js"] {
                let answer = try await get(address + path)
                #expect(answer.status == 401)
            }
            #expect(try await get(address + "/healthz").text == "{\"status\":\"ok\"}\n")
            #expect(try await get(address + "/api/pages", ["Authorization": "Bearer open-sesame"]).status == 200)
            #expect(try await get(address + "/", ["Cookie": "weir_token=open-sesame"]).status == 200)
        }
    }

    @Test func aStrangersNameForThisAddressIsRefused() async throws {
        try await serving { address, _ in
            let answer = try await get(address + "/", ["Host": "evil.example"])
            #expect(answer.status == 421)
        }
    }
}
