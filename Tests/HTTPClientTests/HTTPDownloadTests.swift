import Diagnostics
import Foundation
import HTTPClient
import Synchronization
import Testing

@Suite struct HTTPDownloadTests {
    private func fetcher() throws -> HTTPFetcher {
        HTTPFetcher(try CurlTransport(environment: [:]), clock: ManualClock(), chance: { 0 })
    }

    @Test func resumesAfterABrokenConnection() async throws {
        let server = try LoopbackServer { request, number in
            number == 1
                ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: \"v1\"\r\n\r\n01234"
                : wire(206, "56789", "ETag: \"v1\"", "Content-Range: bytes 5-9/10")
        }
        defer { server.stop() }
        let folder = try temporaryFolder()
        let file = folder.appending(path: "f.zip")
        let steps = Mutex<[String]>([])
        let download = try await fetcher().download(HTTPRequest(server.url("/f.zip")), to: file) { bytes, total in
            steps.withLock { $0.append("\(bytes) of \(total ?? 0)") }
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "0123456789")
        #expect(download.bytes == 10)
        #expect(download.resumedBytes == 5)
        #expect(download.etag == "\"v1\"")
        #expect(steps.withLock { $0 } == ["5 of 10", "10 of 10"])
        #expect(server.requests[1].contains("Range: bytes=5-\r\nIf-Range: \"v1\"\r\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["f.zip"])
    }

    @Test func startsAnewWhenTheServerHasAnotherVersion() async throws {
        let server = try LoopbackServer { _, number in
            number == 1
                ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: \"v1\"\r\n\r\n0123456"
                : wire(200, "abc", "ETag: \"v2\"")
        }
        defer { server.stop() }
        let file = try temporaryFolder().appending(path: "f")
        let download = try await fetcher().download(HTTPRequest(server.url("/f")), to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == "abc")
        #expect(download.resumedBytes == 0)
    }

    @Test func goesOnFromAnEarlierProcess() async throws {
        let server = ScriptedTransport { request in
            request.headers["Range"] == "bytes=4-"
                ? .response(status: 206, headers: ["Content-Range": "bytes 4-5/6"], body: Array("ef".utf8))
                : .status(500)
        }
        let file = try temporaryFolder().appending(path: "f")
        try Data("abcd".utf8).write(to: URL(fileURLWithPath: file.path + ".part"))
        try Data("Sun, 06 Nov 1994 08:49:37 GMT".utf8).write(to: URL(fileURLWithPath: file.path + ".part.mark"))
        _ = try await HTTPFetcher(server, clock: ManualClock())
            .download(HTTPRequest(try #require(URL(string: "https://data.test/f"))), to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == "abcdef")
        #expect(server.requests[0].headers["If-Range"] == "Sun, 06 Nov 1994 08:49:37 GMT")
    }

    @Test func startsAnewWhenTheRangeIsRefused() async throws {
        let server = ScriptedTransport { request in
            request.headers["Range"] == nil ? .text("whole") : .status(416)
        }
        let file = try temporaryFolder().appending(path: "f")
        try Data("whole and more".utf8).write(to: URL(fileURLWithPath: file.path + ".part"))
        try Data("\"v1\"".utf8).write(to: URL(fileURLWithPath: file.path + ".part.mark"))
        _ = try await HTTPFetcher(server, clock: ManualClock())
            .download(HTTPRequest(try #require(URL(string: "https://data.test/f"))), to: file)
        #expect(try String(contentsOf: file, encoding: .utf8) == "whole")
    }

    @Test func leavesNothingOfAPageInsteadOfData() async throws {
        let folder = try temporaryFolder()
        let server = ScriptedTransport([.text("<html>log in", headers: ["ETag": "\"x\""])])
        let error = await #expect(throws: WeirError.self) {
            try await HTTPFetcher(server, clock: ManualClock()).download(
                HTTPRequest(try #require(URL(string: "https://data.test/f"))), to: folder.appending(path: "f"))
        }
        #expect(error?.code == "http.html_instead")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func saysWhereItCannotWrite() async throws {
        let server = ScriptedTransport([.text("x")])
        let error = await #expect(throws: WeirError.self) {
            try await HTTPFetcher(server, clock: ManualClock()).download(
                HTTPRequest(try #require(URL(string: "https://data.test/f"))), to: URL(fileURLWithPath: "/nowhere/f"))
        }
        #expect(error?.code == "http.unwritable")
        #expect(error?.message == "'/nowhere/f.part' cannot be written: No such file or directory")
    }
}
