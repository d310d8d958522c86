import Diagnostics
import HTTPServer
import Testing

@testable import Serve

@Suite struct AccessTests {
    private let access = Access(token: Secret("s3cret/ö"))

    @Test(
        arguments: [
            ([:], "/", 401), (["Authorization": "Bearer s3cret/ö"], "/", nil),
            (["Authorization": "bearer s3cret/ö"], "/", nil),
            (["Authorization": "Bearer s3cret/o"], "/", 401), (["Authorization": "Bearer "], "/", 401),
            (["Authorization": "Bearer s3cret/ös3cret/ö"], "/", 401),
            (["Cookie": "weir_token=s3cret%2F%C3%B6"], "/api/runs", nil),
            (["Cookie": "weir_token=x"], "/", 401), ([:], "/healthz", nil), ([:], "/runs?token=wrong", 401),
        ] as [(WebHeaders, String, Int?)])
    func onlyWhoKnowsTheTokenPasses(headers: WebHeaders, target: String, status: Int?) {
        #expect(access.refusal(of: WebRequest("GET", target, headers: headers))?.status == status)
    }

    @Test func anAddressWithTheTokenSetsACookieAndForgetsIt() {
        let response = access.refusal(of: WebRequest("GET", "/runs?run=a%20b&token=s3cret%2F%C3%B6"))
        #expect(response?.status == 303)
        #expect(response?.headers["Location"] == "/runs?run=a%20b")
        let cookie = response?.headers["Set-Cookie"] ?? ""
        #expect(cookie.hasPrefix("weir_token=s3cret%2F%C3%B6; Path=/; HttpOnly; SameSite=Strict"))
    }

    @Test func withoutATokenEverybodyPasses() {
        #expect(Access(token: nil).refusal(of: WebRequest("GET", "/"))?.status == nil)
    }

    @Test func anotherAddressThanLoopbackNeedsAToken() async throws {
        let fixture = try await ServeFixture(withRuns: false)
        var options = DashboardServer.Options(name: "weir", target: "dev", root: fixture.folder)
        options.host = "0.0.0.0"
        let error = await #expect(throws: WeirError.self) {
            _ = try await DashboardServer.start(options, source: FixedSource(nil), state: nil)
        }
        #expect(error?.code == "serve.token_needed")
    }
}
