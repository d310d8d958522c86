import Synchronization

/// A server on loopback that plays a script: for tests of whatever speaks HTTP.
///
///     let server = try ScriptedServer()
///     server.script("/feed.json", [.status(503, headers: ["Retry-After": "1"]), .json("[1, 2]")])
///     … fetch server.address + "/feed.json" …
///     #expect(server.requests.count == 2)
///     await server.stop()
public final class ScriptedServer: Sendable {
    /// One step of a script.
    public struct Step: Sendable {
        let answer: Route.Handler

        /// An answer made from the request.
        public init(_ answer: @escaping Route.Handler) { self.answer = answer }

        /// This answer.
        public static func response(_ response: WebResponse) -> Step { Step { _ in response } }

        /// A status with a short text.
        public static func status(_ status: Int, headers: WebHeaders = [:]) -> Step {
            var response = WebResponse.text("status \(status)\n", status: status)
            response.headers = response.headers.merging(headers)
            return .response(response)
        }

        /// A JSON text.
        public static func json(_ text: String, headers: WebHeaders = [:]) -> Step {
            var response = WebResponse.json(text)
            response.headers = response.headers.merging(headers)
            return .response(response)
        }

        /// Bytes of a file; answers ranges.
        public static func bytes(_ bytes: [UInt8], type: String = "application/octet-stream") -> Step {
            var response = WebResponse.bytes(bytes, type: type)
            response.headers["Accept-Ranges"] = "bytes"
            return .response(response)
        }

        /// Some bytes of a promised length, then a cut connection.
        public static func cutShort(_ bytes: [UInt8], promisedBytes: Int) -> Step {
            .response(WebResponse(body: .cutShort(bytes, promisedBytes: promisedBytes)))
        }

        /// No answer until the client gives up or the server stops.
        public static let stall = Step { _ in
            try await Task.sleep(for: .seconds(3600))
            return .text("stalled\n", status: 503)
        }
    }

    private let played: Script
    private let server: WebServer

    /// A server on a free port; `routes` answer what no script does.
    public init(routes: [Route] = []) throws {
        let script = Script()
        let fallback = Router(routes: routes)
        let handler: Route.Handler = { request in
            guard let step = script.next(request) else { return try await fallback.answer(request) }
            return try await step.answer(request)
        }
        var options = WebServer.Options()
        options.handlerTimeoutSeconds = 600
        options.bodyLimitBytes = 64 << 20
        played = script
        server = try WebServer.start(options, routes: [.any("/{path...}", handler), .any("/", handler)])
    }

    /// Plays these steps, one a request, for a path without its query; the last one is repeated.
    public func script(_ path: String, _ steps: [Step]) { played.state.withLock { $0.steps[path] = steps } }

    /// The requests so far, in order of arrival.
    public var requests: [WebRequest] { played.state.withLock { $0.requests } }

    /// The address without a slash at its end.
    public var address: String { server.address }

    /// Stops at once.
    public func stop() async { await server.stop(graceSeconds: 0) }
}

/// What is left to play, and what has come in.
private final class Script: Sendable {
    struct State {
        var steps: [String: [ScriptedServer.Step]] = [:]
        var requests: [WebRequest] = []
    }

    let state = Mutex(State())

    func next(_ request: WebRequest) -> ScriptedServer.Step? {
        state.withLock { state in
            state.requests.append(request)
            guard let steps = state.steps[request.path], let step = steps.first else { return nil }
            if steps.count > 1 { state.steps[request.path] = Array(steps.dropFirst()) }
            return step
        }
    }
}
