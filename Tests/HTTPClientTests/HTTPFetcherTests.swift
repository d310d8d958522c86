import Diagnostics
import Foundation
import HTTPClient
import Testing

@Suite struct HTTPFetcherTests {
    private let clock = ManualClock()
    private let address = URL(string: "https://data.test/rows?api_key=abcdef&page=1")!

    private func fetcher(_ transport: ScriptedTransport, _ retry: HTTPRetry = HTTPRetry()) -> HTTPFetcher {
        HTTPFetcher(transport, retry: retry, clock: clock, chance: { 0 })
    }

    @Test func waitsAsTheServerAsksAndTriesAgain() async throws {
        let server = ScriptedTransport([
            .status(429, headers: ["Retry-After": "7"]), .status(503), .failure(WeirError("x", "y", isRetryable: true)),
            .text("fine"),
        ])
        let events = CollectingSink()
        var fetcher = fetcher(server)
        fetcher.events = events
        #expect(try await fetcher.send(HTTPRequest(address)).text == "fine")
        #expect(clock.waitsSeconds == [7, 2, 4])
        #expect(events.events.map(\.name) == ["http.retry", "http.retry", "http.retry"])
        #expect(events.events.allSatisfy { !$0.message.contains("abcdef") })
    }

    @Test func givesUpAfterTheLastAttempt() async throws {
        let server = ScriptedTransport { _ in .status(500) }
        let error = await #expect(throws: WeirError.self) {
            try await fetcher(server, HTTPRetry(attempts: 3)).send(HTTPRequest(address))
        }
        #expect(error?.code == "http.server_failed")
        #expect(error?.message == "https://data.test/rows?api_key=***&page=1 answered 500, 3 times")
        #expect(server.requests.count == 3)
        #expect(clock.waitsSeconds == [1, 2])
    }

    @Test func aTimeLimitOfTheFetcherStandsBeforeTheRequests() async throws {
        let server = ScriptedTransport([.text("fine"), .text("fine")])
        var fetcher = fetcher(server)
        _ = try await fetcher.send(HTTPRequest(address))
        fetcher.timeoutSeconds = 7
        _ = try await fetcher.send(HTTPRequest(address))
        #expect(server.requests.map(\.limits.stallSeconds) == [60, 7])
        #expect(server.requests.map(\.limits.connectSeconds) == [20, 7])
    }

    @Test func doesNotWaitLongerThanItsLimit() async throws {
        let server = ScriptedTransport { _ in .status(503, headers: ["Retry-After": "3600"]) }
        let error = await #expect(throws: WeirError.self) { try await fetcher(server).send(HTTPRequest(address)) }
        #expect(error?.code == "http.wait_too_long")
        #expect(error?.isRetryable == true)
        #expect(clock.waitsSeconds == [])
    }

    @Test(arguments: [
        (404, "http.not_found"), (410, "http.not_found"), (401, "http.credentials_refused"), (400, "http.refused"),
        (501, "http.refused"), (304, "http.refused"),
    ])
    func doesNotRepeatWhatCannotPass(_ status: Int, _ code: String) async throws {
        let server = ScriptedTransport { _ in .status(status) }
        let error = await #expect(throws: WeirError.self) { try await fetcher(server).send(HTTPRequest(address)) }
        #expect(error?.code.rawValue == code)
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        (
            HTTPAuthorization.bearer(Secret("t")), "sources.shop.token" as String?,
            "check the setting sources.shop.token"
        ),
        (.none, "sources.shop.token", "the setting sources.shop.token is empty: put the credentials there"),
        (.bearer(Secret("t")), nil, "check the credentials of this source"),
        (.none, nil, "the server wants credentials and this source sends none"),
    ])
    func namesTheSettingOfRefusedCredentials(
        _ authorization: HTTPAuthorization, _ setting: String?, _ hint: String
    ) async throws {
        let server = ScriptedTransport { _ in .status(403) }
        let request = HTTPRequest(address, authorization: authorization, credentialSetting: setting)
        let error = await #expect(throws: WeirError.self) { try await fetcher(server).send(request) }
        #expect(error?.hint == hint)
    }

    @Test(arguments: [
        ScriptedTransport.Answer.text("  <!DOCTYPE html><p>log in"), .text("<HTML>"),
        .text("{}", headers: ["Content-Type": "text/html; charset=utf-8"]),
    ])
    func refusesAPageInsteadOfData(_ answer: ScriptedTransport.Answer) async throws {
        let error = await #expect(throws: WeirError.self) {
            try await fetcher(ScriptedTransport([answer])).send(HTTPRequest(address))
        }
        #expect(error?.code == "http.html_instead")
    }

    @Test func keepsCredentialsOnTheirOwnHost() async throws {
        let server = ScriptedTransport([
            .status(302, headers: ["Location": "/second"]),
            .status(307, headers: ["Location": "https://other.test/third"]), .text("there"),
        ])
        let request = HTTPRequest(
            address, headers: ["Cookie": "c", "Accept": "a"], authorization: .bearer(Secret("t")))
        #expect(try await fetcher(server).send(request).text == "there")
        let sent = server.requests
        #expect(
            sent.map(\.url.absoluteString) == [
                "https://data.test/rows?api_key=abcdef&page=1", "https://data.test/second", "https://other.test/third",
            ])
        #expect(sent.map(\.authorization) == [.bearer(Secret("t")), .bearer(Secret("t")), .none])
        #expect(sent[2].headers["Cookie"] == nil)
        #expect(sent[2].headers["Accept"] == "a")
    }

    @Test func turnsAPostIntoAGetWhereTheRedirectSaysSo() async throws {
        let server = ScriptedTransport([
            .status(308, headers: ["Location": "/a"]), .status(303, headers: ["Location": "/b"]), .text(""),
        ])
        _ = try await fetcher(server).send(HTTPRequest(address, method: "POST", body: [1]))
        #expect(server.requests.map(\.method) == ["POST", "POST", "GET"])
        #expect(server.requests.map(\.body) == [[1], [1], nil])
    }

    @Test(arguments: [
        ("http://data.test/plain", "http.bad_redirect"), ("file:///etc/passwd", "http.bad_redirect"),
        ("/rows", "http.too_many_redirects"),
    ])
    func refusesBadRedirects(_ place: String, _ code: String) async throws {
        let server = ScriptedTransport { _ in .status(302, headers: ["Location": place]) }
        let error = await #expect(throws: WeirError.self) { try await fetcher(server).send(HTTPRequest(address)) }
        #expect(error?.code.rawValue == code)
    }
}
