import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import HTTPServer

@Suite struct WebServerTests {
    /// Runs the body against a server of these routes, and stops it.
    private func serving(
        _ routes: [Route], _ options: WebServer.Options = .init(), _ body: (LoopbackClient) async throws -> Void
    ) async throws {
        let server = try WebServer.start(options, routes: routes)
        do { try await body(LoopbackClient(port: server.port)) } catch {
            await server.stop(graceSeconds: 0)
            throw error
        }
        await server.stop()
    }

    private let greeting = Route.get("/greet/{name}") { request in
        .text("hello \(request.parameters["name"] ?? "") \(request.query["mood"] ?? "")")
    }

    @Test func anAnswerComesFromTheRouteThatFits() async throws {
        try await serving([greeting]) { client in
            let answer = try await client.send("GET", "/greet/Jos%C3%A9?mood=very+well")
            #expect(answer.status == 200)
            #expect(answer.body == "hello José very well")
            #expect(answer.headers["content-length"] == String("hello José very well".utf8.count))
        }
    }

    @Test func headIsAnsweredWithLengthAndWithoutBody() async throws {
        try await serving([greeting]) { client in
            let answer = try await client.send("HEAD", "/greet/you")
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Length"] == "10")
            #expect(answer.body.isEmpty)
        }
    }

    @Test(arguments: [
        ("GET", "/nothing", 404), ("DELETE", "/greet/you", 405), ("GET", "/greet/%2e%2e", 400),
        ("GET", "/greet/a%2Fb", 400), ("GET", "/greet/a%00b", 400),
    ])
    func whatNoRouteTakesSaysWhy(method: String, target: String, status: Int) async throws {
        try await serving([greeting]) { client in
            let answer = try await client.send(method, target)
            #expect(answer.status == status)
            if status == 405 { #expect(answer.headers["Allow"] == "GET") }
        }
    }

    @Test(arguments: [
        ("localhost", 200), ("LOCALHOST:80", 200), ("weir.localhost", 200), ("127.0.0.1:1", 200), ("127.8.9.1", 200),
        ("[::1]:8080", 200), ("data.example:8080", 200), ("evil.example", 421), ("localhost.evil.example", 421),
        ("10.0.0.7", 421), ("127.0.0.1.evil.example", 421),
    ])
    func onlyNamesOfThisServerPass(host: String, status: Int) async throws {
        var options = WebServer.Options()
        options.hostNames = ["data.example"]
        try await serving([greeting], options) { client in
            let answer = try await client.send("GET", "/greet/you", ["Host": host])
            #expect(answer.status == status)
        }
    }

    @Test func aBodyIsReadUpToTheLimit() async throws {
        var options = WebServer.Options()
        options.bodyLimitBytes = 10
        let echo = Route.post("/echo") { .bytes($0.body, type: "text/plain") }
        try await serving([echo], options) { client in
            #expect(try await client.send("POST", "/echo", body: "0123456789").body == "0123456789")
            #expect(try await client.send("POST", "/echo", body: "0123456789x").status == 413)
            let chunked =
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            let answer = try await client.raw(chunked + "6\r\n012345\r\n6\r\n012345\r\n0\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test func handlersDoNotHoldTheServersThreads() async throws {
        let gate = Gate()
        let routes = [
            Route.get("/wait") { _ in
                await gate.wait()
                return .text("waited")
            },
            Route.get("/open") { _ in
                gate.open()
                return .text("opened")
            },
        ]
        // More waiting requests than the server has threads; the last one lets all of them go.
        try await serving(routes) { client in
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await client.send("GET", "/wait").body } }
                await gate.arrived(8)
                #expect(try await client.send("GET", "/open").body == "opened")
                for try await body in group { #expect(body == "waited") }
            }
        }
    }

    @Test func aHandlersErrorIsAnsweredAndTheServerLives() async throws {
        let routes = [greeting, Route.get("/fail") { _ in throw WeirError("test.broken", "the thing is broken") }]
        try await serving(routes) { client in
            let answer = try await client.send("GET", "/fail")
            #expect(answer.status == 500)
            #expect(answer.body.contains("error: the thing is broken"))
            #expect(try await client.send("GET", "/greet/you").status == 200)
        }
    }

    @Test func aHandlerThatTakesTooLongIsAnsweredBy503() async throws {
        var options = WebServer.Options()
        options.handlerTimeoutSeconds = 0.01
        let slow = Route.get("/slow") { _ in
            try await Task.sleep(for: .seconds(3600))
            return .text("never")
        }
        try await serving([slow], options) { client in
            let answer = try await client.send("GET", "/slow")
            #expect(answer.status == 503)
        }
    }

    @Test func aFilterAnswersBeforeAnyRoute() async throws {
        var options = WebServer.Options()
        options.filter = { $0.cookie("pass") == "yes" ? nil : .text("no", status: 401) }
        try await serving([greeting], options) { client in
            #expect(try await client.send("GET", "/greet/you").status == 401)
            let answer = try await client.send("GET", "/greet/you", ["Cookie": "a=b; pass=yes"])
            #expect(answer.status == 200)
        }
    }

    @Test func everyAnswerCarriesTheServersHeaderFields() async throws {
        var options = WebServer.Options()
        options.headers = ["X-Content-Type-Options": "nosniff", "Content-Type": "text/never"]
        try await serving([greeting], options) { client in
            let answer = try await client.send("GET", "/greet/you")
            #expect(answer.headers["X-Content-Type-Options"] == "nosniff")
            #expect(answer.headers["Content-Type"] == "text/plain; charset=utf-8")
        }
    }

    @Test func stoppingWaitsForRunningRequests() async throws {
        let gate = Gate()
        let route = Route.get("/wait") { _ in
            await gate.wait()
            return .text("waited")
        }
        let server = try WebServer.start(routes: [route])
        let client = LoopbackClient(port: server.port)
        async let answer = client.send("GET", "/wait")
        await gate.arrived(1)
        async let stopped: Void = server.stop(graceSeconds: 60)
        gate.open()
        #expect(try await answer.body == "waited")
        await stopped
        await #expect(throws: WeirError.self) { _ = try await client.send("GET", "/wait") }
    }

    @Test func stoppingDoesNotWaitForHandlersThatHang() async throws {
        let gate = Gate()
        let route = Route.get("/hang") { _ in
            gate.arrive()
            try await Task.sleep(for: .seconds(3600))
            return .text("never")
        }
        let server = try WebServer.start(routes: [route])
        async let answer = LoopbackClient(port: server.port).send("GET", "/hang")
        await gate.arrived(1)
        await server.stop(graceSeconds: 0)
        #expect(try await answer.status == 503)
    }

    @Test func stoppingDoesNotWaitForHalfARequest() async throws {
        let gate = Gate()
        var options = WebServer.Options()
        options.filter = { _ in
            gate.arrive()
            return nil
        }
        let server = try WebServer.start(options, routes: [.post("/echo") { .bytes($0.body, type: "text/plain") }])
        let descriptor = try LoopbackClient(port: server.port).connect()
        LoopbackClient.write("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf", to: descriptor)
        await gate.arrived(1)
        await server.stop(graceSeconds: 0)
        #expect(try await offload { LoopbackClient.read(descriptor) { _ in false } } == "")
        close(descriptor)
    }

    @Test func aTakenPortSaysWhoHasIt() async throws {
        let server = try WebServer.start(routes: [])
        var options = WebServer.Options()
        options.port = UInt16(server.port)
        // What /proc tells may lag behind while other tests open and close sockets, so it is asked more than once.
        let messages = (0..<20).map { _ in
            let error = #expect(throws: WeirError.self) { try WebServer.start(options, routes: []) }
            #expect(error?.code == "http_server.port_taken")
            return error?.message ?? ""
        }
        #expect(messages.contains { $0.contains("process \(getpid()) (") }, "\(Set(messages))")
        await server.stop()
    }
}

/// Lets tasks wait for one another without time.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var arrived = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    func arrive() {
        state.withLock { state in
            state.arrived += 1
            for watcher in state.watchers where watcher.count <= state.arrived { watcher.continuation.resume() }
            state.watchers.removeAll { $0.count <= state.arrived }
        }
    }

    func wait() async {
        arrive()
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if state.isOpen { continuation.resume() } else { state.waiting.append(continuation) }
            }
        }
    }

    func open() {
        state.withLock { state in
            state.isOpen = true
            for continuation in state.waiting { continuation.resume() }
            state.waiting = []
        }
    }

    func arrived(_ count: Int) async {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if state.arrived >= count {
                    continuation.resume()
                } else {
                    state.watchers.append((count, continuation))
                }
            }
        }
    }
}
