import Diagnostics
import Foundation
import Synchronization

/// A transport for tests: it answers from a script and records what was asked.
///
///     let server = ScriptedTransport([.status(429, headers: ["Retry-After": "2"]), .json("[1, 2]")])
///     let fetcher = HTTPFetcher(server, clock: ManualClock())
public final class ScriptedTransport: HTTPTransport {
    /// One answer of the script.
    public enum Answer: Sendable {
        /// A response of these parts.
        case response(status: Int, headers: HTTPHeaders, body: [UInt8])
        /// No answer but this error.
        case failure(any Error & Sendable)

        /// A status without a body.
        public static func status(_ status: Int, headers: HTTPHeaders = [:]) -> Answer {
            .response(status: status, headers: headers, body: [])
        }

        /// 200 with a text as its body.
        public static func text(_ text: String, headers: HTTPHeaders = [:]) -> Answer {
            .response(status: 200, headers: headers, body: Array(text.utf8))
        }

        /// 200 with a JSON text as its body.
        public static func json(_ text: String) -> Answer { .text(text, headers: ["Content-Type": "application/json"]) }
    }

    private struct State {
        var requests: [HTTPRequest] = []
        var answers: [Answer]
    }

    private let state: Mutex<State>
    private let answer: (@Sendable (HTTPRequest) -> Answer)?

    /// Answers the first request with the first answer, and so on; a request too many gets status 599.
    public init(_ answers: [Answer]) {
        state = Mutex(State(answers: answers))
        answer = nil
    }

    /// Answers every request by a function.
    public init(_ answer: @escaping @Sendable (HTTPRequest) -> Answer) {
        state = Mutex(State(answers: []))
        self.answer = answer
    }

    /// What was asked so far, in order.
    public var requests: [HTTPRequest] { state.withLock { $0.requests } }

    public func perform(
        _ request: HTTPRequest, into target: HTTPBodyTarget, progress: @escaping HTTPProgress
    ) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let next = state.withLock { state in
            state.requests.append(request)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        switch answer?(request) ?? next ?? .status(599) {
        case .failure(let error): throw error
        case .response(let status, let headers, let body):
            let receiver = BodyReceiver(target: target, of: request, progress: progress)
            try body.withUnsafeBytes { bytes in
                if !bytes.isEmpty { try receiver.receive(bytes, status: status, headers: headers) }
            }
            let kept = try receiver.finish(status: status, headers: headers)
            return HTTPResponse(
                status: status, headers: headers, body: kept, receivedBytes: body.count, url: request.url)
        }
    }
}
