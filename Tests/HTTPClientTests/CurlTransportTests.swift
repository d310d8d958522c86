import Diagnostics
import Foundation
import HTTPClient
import Testing

@Suite struct CurlTransportTests {
    private func send(
        _ request: HTTPRequest, limitBytes: Int = 1000, environment: [String: String] = [:]
    ) async throws -> HTTPResponse {
        try await CurlTransport(environment: environment)
            .perform(request, into: .memory(limitBytes: limitBytes)) { _, _ in }
    }

    @Test func sendsAndReceives() async throws {
        let server = try LoopbackServer { _, _ in wire(201, "hello", "X-Kind: a", "x-kind: b") }
        defer { server.stop() }
        let request = HTTPRequest(
            server.url("/p?x=1").appending(query: [("a b", "c&d+")]), method: "POST", headers: ["X-Mine": "v"],
            body: Array("body".utf8),
            authorization: .basic(user: "u", password: Secret("p")))
        let response = try await send(request)
        #expect(response.status == 201)
        #expect(response.text == "hello")
        #expect(response.headers.all("X-KIND") == ["a", "b"])
        let sent = try #require(server.requests.first)
        #expect(sent.hasPrefix("POST /p?x=1&a%20b=c%26d%2B HTTP/1.1\r\n"))
        #expect(sent.contains("Authorization: Basic dTpw\r\n"))
        #expect(sent.contains("X-Mine: v\r\n"))
        #expect(sent.hasSuffix("\r\n\r\nbody"))
    }

    @Test(arguments: [
        (HTTPAuthorization.bearer(Secret("t0")), "Authorization: Bearer t0"),
        (.apiKeyHeader(name: "X-Key", key: Secret("k0")), "X-Key: k0"),
        (.apiKeyQuery(name: "appid", key: Secret("k 1")), "GET /?appid=k%201 "),
    ])
    func sendsCredentials(_ authorization: HTTPAuthorization, _ expected: String) async throws {
        let server = try LoopbackServer { _, _ in wire(204) }
        defer { server.stop() }
        let response = try await send(HTTPRequest(server.url("/"), authorization: authorization))
        #expect(response.status == 204)
        #expect(try #require(server.requests.first).contains(expected))
    }

    @Test func doesNotFollowRedirectsItself() async throws {
        let server = try LoopbackServer { _, _ in wire(302, "", "Location: /elsewhere") }
        defer { server.stop() }
        #expect(try await send(HTTPRequest(server.url("/"))).status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func refusesABodyOverTheLimit() async throws {
        let server = try LoopbackServer { _, _ in wire(200, String(repeating: "x", count: 1001)) }
        defer { server.stop() }
        let error = await #expect(throws: WeirError.self) { try await send(HTTPRequest(server.url("/"))) }
        #expect(error?.code == "http.body_too_large")
    }

    @Test func saysThatAnAnswerBrokeOff() async throws {
        let server = try LoopbackServer { _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort" }
        defer { server.stop() }
        let error = await #expect(throws: WeirError.self) { try await send(HTTPRequest(server.url("/"))) }
        #expect(error?.code == "http.broken_off")
        #expect(error?.isRetryable == true)
    }

    @Test func givesUpOnASilentServer() async throws {
        let server = try LoopbackServer { _, _ in nil }
        defer { server.stop() }
        let request = HTTPRequest(server.url("/"), limits: .init(totalSeconds: 0.05))
        let error = await #expect(throws: WeirError.self) { try await send(request) }
        #expect(error?.code == "http.timed_out")
        #expect(error?.isRetryable == true)
    }

    @Test func saysThatNobodyListens() async throws {
        let server = try LoopbackServer { _, _ in nil }
        server.stop()
        let error = await #expect(throws: WeirError.self) { try await send(HTTPRequest(server.url("/"))) }
        #expect(error?.code == "http.unreachable")
    }

    @Test func cancellingEndsARequestUnderWay() async throws {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { _, _ in
            ask.finish()
            return nil
        }
        defer { server.stop() }
        let request = HTTPRequest(server.url("/"))
        let transport = try CurlTransport(environment: [:])
        let task = Task { try await transport.perform(request, into: .memory(limitBytes: 1)) { _, _ in } }
        for await _ in asked {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await #expect(throws: CancellationError.self) {
            try await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await transport.perform(request, into: .memory(limitBytes: 1)) { _, _ in }
            }.value
        }
    }

    @Test(arguments: ["ftp://example.test/x", "file:///etc/passwd", "http:///x"])
    func refusesOtherSchemes(_ address: String) async throws {
        let error = await #expect(throws: WeirError.self) {
            try await send(HTTPRequest(try #require(URL(string: address))))
        }
        #expect(error?.code == "http.not_http")
    }

    /// None of these is looked up: `.test` names have no address, and the others belong to nobody.
    @Test(arguments: [
        "https://example.test/x", "http://192.0.2.1/", "http://127.0.0.1.example.test/", "http://2130706433/",
        "http://[2001:db8::1]/", "http://localhost.example.test/", "http://127.1/", "http://0.0.0.0/",
    ])
    func offlineNoOtherMachineIsAsked(_ address: String) async throws {
        let error = await #expect(throws: WeirError.self) {
            try await send(HTTPRequest(try #require(URL(string: address))), environment: ["WEIR_OFFLINE": "1"])
        }
        #expect(error?.code == "http.offline" && error?.isRetryable == false)
    }

    @Test func offlineThisMachineAnswersAndLeadsNowhereElse() async throws {
        let server = try LoopbackServer { request, _ in
            request.hasPrefix("GET /away") ? wire(302, "", "Location: http://192.0.2.1/") : wire(200, "here")
        }
        defer { server.stop() }
        // A proxy could carry a request away: none is asked for what is here.
        let environment = ["WEIR_OFFLINE": "1", "http_proxy": "http://192.0.2.1:3128"]
        #expect(try await send(HTTPRequest(server.url("/")), environment: environment).text == "here")
        let fetcher = HTTPFetcher(try CurlTransport(environment: environment), clock: ManualClock())
        let error = await #expect(throws: WeirError.self) { try await fetcher.send(HTTPRequest(server.url("/away"))) }
        #expect(error?.code == "http.offline")
    }

    @Test(arguments: [("0", nil), ("", nil), ("yes", "http.bad_offline"), ("true", "http.bad_offline")])
    func theSettingIsOneOrZero(_ value: String, _ code: String?) throws {
        do { _ = try CurlTransport(environment: ["WEIR_OFFLINE": value]) } catch {
            #expect(WeirError(wrapping: error).code.rawValue == code)
            return
        }
        #expect(code == nil)
    }

    @Test func saysThatTheCertificatesFileIsMissing() throws {
        let error = #expect(throws: WeirError.self) {
            try CurlTransport(environment: ["SSL_CERT_FILE": "/nowhere/ca.pem"])
        }
        #expect(error?.code == "http.no_certificates")
    }
}
