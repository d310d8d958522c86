import Diagnostics
import Foundation
import Testing

@testable import HTTPServer

@Suite struct EventStreamTests {
    @Test func eventsArriveAsTheyAreSent() async throws {
        let stream = EventStream()
        let server = try WebServer.start(routes: [.get("/events") { _ in .events(stream) }])
        let client = LoopbackClient(port: server.port)
        let text = try await offload {
            let descriptor = try client.connect()
            defer { close(descriptor) }
            LoopbackClient.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n", to: descriptor)
            // The header arrives while there is no event yet, so the connection sleeps when the first one is sent.
            var text = LoopbackClient.read(descriptor) { $0.contains("\r\n\r\n") }
            stream.send(event: "reload", data: "one\ntwo")
            text += LoopbackClient.read(descriptor) { $0.contains("two\n\n") }
            stream.send(data: "three")
            text += LoopbackClient.read(descriptor) { $0.contains("three\n\n") }
            stream.close()
            return text + LoopbackClient.read(descriptor) { $0.contains("0\r\n\r\n") }
        }
        #expect(text.contains("text/event-stream"))
        #expect(text.contains("event: reload\ndata: one\ndata: two\n\n"))
        #expect(text.contains("data: three\n\n"))
        await server.stop()
    }

    @Test func stoppingEndsOpenStreams() async throws {
        let streams = (0..<20).map { _ in EventStream() }
        let server = try WebServer.start(routes: [
            .get("/events/{number}") { .events(streams[Int($0.parameters["number"] ?? "") ?? 0]) }
        ])
        let client = LoopbackClient(port: server.port)
        let descriptors = try await offload {
            try streams.indices.map { number in
                let descriptor = try client.connect()
                LoopbackClient.write("GET /events/\(number) HTTP/1.1\r\nHost: localhost\r\n\r\n", to: descriptor)
                _ = LoopbackClient.read(descriptor) { $0.contains("\r\n\r\n") }
                return descriptor
            }
        }
        await server.stop(graceSeconds: 600)
        #expect(streams.count { $0.isClosed } == streams.count)
        for descriptor in descriptors { close(descriptor) }
    }

    @Test func aClientThatReadsNothingIsDropped() {
        let stream = EventStream()
        let kibibyte = String(repeating: "x", count: 1024)
        for _ in 0..<1100 { stream.send(data: kibibyte) }
        #expect(stream.isClosed)
    }
}
