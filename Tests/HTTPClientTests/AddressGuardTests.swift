import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Testing

@Suite struct AddressGuardTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func fetcher(
        _ addresses: AddressGuard?, environment: [String: String] = [:]
    ) throws -> HTTPFetcher {
        HTTPFetcher(try CurlTransport(environment: environment, addresses: addresses), retry: .never)
    }

    @Test(arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f.1"])
    func loopbackIsRefusedHoweverItIsWritten(_ host: String) async throws {
        let server = try LoopbackServer { _, _ in wire(200, "secret") }
        defer { server.stop() }
        let url = try #require(URL(string: "http://\(host):\(server.port)/"))
        let error = await #expect(throws: WeirError.self) {
            try await fetcher(AddressGuard()).send(HTTPRequest(url))
        }
        #expect(error?.code == "http.private_address")
        #expect(error?.exitCode == 2)
        #expect(server.requests.isEmpty)
    }

    @Test func aRedirectIsLookedAtAsWell() async throws {
        let server = try LoopbackServer { _, _ in
            wire(302, "", "Location: http://169.254.169.254/latest/meta-data")
        }
        defer { server.stop() }
        let exception = try #require(NetworkAddress("127.0.0.1"))
        let error = await #expect(throws: WeirError.self) {
            try await fetcher(AddressGuard(except: [exception])).download(
                HTTPRequest(server.url("/data.csv")), to: folder.file("data.csv"))
        }
        #expect(error?.code == "http.private_address")
        #expect(error?.message.contains("169.254.169.254") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func behindAProxyTheNameIsLookedUpHere() async throws {
        let proxy = try LoopbackServer { _, _ in wire(200, "through the proxy") }
        defer { proxy.stop() }
        let environment = ["http_proxy": proxy.url("").absoluteString]
        let guarded = try fetcher(AddressGuard(), environment: environment)
        let inside = try #require(URL(string: "http://10.0.0.1/x"))
        let error = await #expect(throws: WeirError.self) { try await guarded.send(HTTPRequest(inside)) }
        #expect(error?.code == "http.private_address")
        #expect(proxy.requests.isEmpty)
        let outside = try #require(URL(string: "http://93.184.216.34/x"))
        #expect(try await guarded.send(HTTPRequest(outside)).text == "through the proxy")
    }

    @Test func withoutAGuardEverythingIsAsked() async throws {
        let server = try LoopbackServer { _, _ in wire(200, "1") }
        defer { server.stop() }
        #expect(try await fetcher(nil).send(HTTPRequest(server.url("/"))).text == "1")
    }

    @Test func aFileStopsAtItsLimit() async throws {
        let announced = try LoopbackServer { _, _ in wire(200, String(repeating: "x", count: 3000)) }
        defer { announced.stop() }
        let silent = try LoopbackServer { _, _ in
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + String(repeating: "x", count: 3000)
        }
        defer { silent.stop() }
        for server in [announced, silent] {
            var request = HTTPRequest(server.url("/"))
            request.fileLimitBytes = 2000
            let error = await #expect(throws: WeirError.self) {
                try await fetcher(nil).download(request, to: folder.file("x"))
            }
            #expect(error?.code == "http.file_too_large")
            request.fileLimitBytes = 3000
            #expect(try await fetcher(nil).download(request, to: folder.file("y")).bytes == 3000)
        }
    }
}
