import Diagnostics
import Foundation
import Testing

@testable import HTTPServer

@Suite struct ScriptedServerTests {
    private func client(of server: ScriptedServer) throws -> LoopbackClient {
        LoopbackClient(port: try #require(server.address.split(separator: ":").last.flatMap { Int($0) }))
    }

    @Test func aScriptIsPlayedInOrderAndItsLastStepRepeats() async throws {
        let server = try ScriptedServer()
        server.script("/feed", [.status(503, headers: ["Retry-After": "1"]), .json("[1]")])
        let client = try client(of: server)
        let first = try await client.send("GET", "/feed?page=1", ["Authorization": "Bearer x"])
        #expect(first.status == 503)
        #expect(first.headers["Retry-After"] == "1")
        #expect(try await client.send("GET", "/feed").body == "[1]")
        #expect(try await client.send("GET", "/feed").body == "[1]")
        #expect(try await client.send("GET", "/other").status == 404)
        #expect(server.requests.map(\.path) == ["/feed", "/feed", "/feed", "/other"])
        #expect(server.requests.first?.query["page"] == "1")
        #expect(server.requests.first?.headers["authorization"] == "Bearer x")
        await server.stop()
    }

    @Test func aCutAnswerPromisesMoreThanItSends() async throws {
        let server = try ScriptedServer()
        server.script("/file.zip", [.cutShort(Array("half".utf8), promisedBytes: 8)])
        let answer = try await client(of: server).send("GET", "/file.zip")
        #expect(answer.headers["Content-Length"] == "8")
        #expect(answer.body == "half")
        await server.stop()
    }

    @Test func aStalledAnswerEndsWithTheServer() async throws {
        let server = try ScriptedServer()
        server.script("/never", [.stall])
        let client = try client(of: server)
        let descriptor = try client.connect()
        LoopbackClient.write("GET /never HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", to: descriptor)
        await server.stop()
        let rest = try await offload { LoopbackClient.read(descriptor) { _ in false } }
        #expect(!rest.contains("200"))
        close(descriptor)
    }

    @Test func aFolderIsServedWithoutAWayOutOfIt() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weir-folder-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let inside = folder.appending(path: "inside")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        try Data("a,b\n".utf8).write(to: inside.appending(path: "t.csv"))
        try Data("secret".utf8).write(to: folder.appending(path: "secret.txt"))
        try FileManager.default.createSymbolicLink(
            at: inside.appending(path: "link.txt"), withDestinationURL: folder.appending(path: "secret.txt"))
        let server = try ScriptedServer(routes: [.folder("/files", inside)])
        let client = try client(of: server)
        let answer = try await client.send("GET", "/files/t.csv", ["Range": "bytes=2-2"])
        #expect(answer.status == 206)
        #expect(answer.body == "b")
        #expect(answer.headers["Content-Type"] == "text/csv; charset=utf-8")
        for target in ["/files/link.txt", "/files/none", "/files/", "/files"] {
            #expect(try await client.send("GET", target).status == 404)
        }
        #expect(try await client.send("GET", "/files/../secret.txt").status == 400)
        await server.stop()
    }
}
