import Diagnostics
import Foundation

/// Sends requests over a transport until they succeed or cannot: redirects, retries, errors in plain words.
public struct HTTPFetcher: Sendable {
    /// How many redirects one request follows.
    public static let redirectLimit = 10

    /// What carries each attempt.
    public var transport: any HTTPTransport
    /// When to try again.
    public var retry: HTTPRetry
    /// What waits between attempts.
    public var clock: any WallClock
    /// Where retries are reported (`http.retry`, level warning).
    public var events: any EventSink
    /// How long a request may wait for its connection and without a byte, instead of the request's own limits.
    public var timeoutSeconds: Double?
    /// A number from 0 to 1 for the jitter, a new one for each wait.
    public var chance: @Sendable () -> Double

    /// A fetcher over `transport`.
    public init(
        _ transport: any HTTPTransport, retry: HTTPRetry = HTTPRetry(), clock: any WallClock = SystemWallClock(),
        events: any EventSink = SilentSink(), chance: @escaping @Sendable () -> Double = { .random(in: 0...1) }
    ) {
        self.transport = transport
        self.retry = retry
        self.clock = clock
        self.events = events
        self.chance = chance
        timeoutSeconds = nil
    }

    /// The answer with its body in memory; anything but 2xx is thrown as an error.
    ///
    /// Errors: `http.not_found` (404, 410), `http.credentials_refused` (401, 403), `http.too_many_requests`,
    /// `http.server_failed`, `http.refused` (other statuses), `http.html_instead`, those of the transport.
    public func send(_ request: HTTPRequest, limitBytes: Int = 64 << 20) async throws -> HTTPResponse {
        try await retrying(request) { request in
            let response = try await follow(request, into: .memory(limitBytes: limitBytes)) { _, _ in }
            if request.refusesHTML, response.isSuccess, response.looksLikeHTML {
                throw WeirError.htmlInstead(request.maskedURL)
            }
            return response
        }
    }

    /// Repeats `attempt` until it gives a 2xx answer or a terminal failure, or the attempts are used up.
    func retrying(
        _ request: HTTPRequest, attempt: @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async throws -> HTTPResponse {
        var number = 1
        while true {
            switch try await once(request, number: number, attempt) {
            case .success(let response): return response
            case .failure(let failure):
                guard number < retry.attempts else { throw failure.error }
                let wait = max(
                    failure.askedSeconds ?? 0, retry.backoff.seconds(afterAttempt: number, chance: chance()))
                report(failure.error, attempt: number, waitSeconds: wait)
                try await clock.sleep(seconds: wait)
                number += 1
            }
        }
    }

    /// A failure that another attempt may mend, and the wait that the server asked for.
    private struct PassingFailure: Error {
        let error: WeirError
        var askedSeconds: Double?
    }

    /// One attempt: the answer, or a failure that may pass; terminal ones are thrown.
    private func once(
        _ request: HTTPRequest, number: Int, _ attempt: @Sendable (HTTPRequest) async throws -> HTTPResponse
    ) async throws -> Result<HTTPResponse, PassingFailure> {
        let response: HTTPResponse
        do {
            response = try await attempt(request)
        } catch let error as WeirError where error.isRetryable {
            return .failure(PassingFailure(error: error))
        }
        if response.isSuccess { return .success(response) }
        var error = Self.failure(response, of: request, attempts: number)
        error.notes += response.statedReason(hiding: request).map { ["the server says: \($0)"] } ?? []
        guard error.isRetryable else { throw error }
        let asked = HTTPRetry.retryAfterSeconds(response.headers["Retry-After"], now: clock.now)
        if let asked, asked > retry.retryAfterLimitSeconds {
            throw WeirError.waitTooLong(
                request.maskedURL, status: response.status, seconds: Int(min(asked, 1e9).rounded(.up)),
                limitSeconds: Int(retry.retryAfterLimitSeconds))
        }
        return .failure(PassingFailure(error: error, askedSeconds: asked))
    }

    /// One attempt with its redirects; credentials stay with the host they are for.
    func follow(
        _ request: HTTPRequest, into target: HTTPBodyTarget, progress: @escaping HTTPProgress
    ) async throws -> HTTPResponse {
        var request = request
        if let timeoutSeconds {
            request.limits.connectSeconds = timeoutSeconds
            request.limits.stallSeconds = timeoutSeconds
        }
        for _ in 0...Self.redirectLimit {
            let response = try await transport.perform(request, into: target, progress: progress)
            guard [301, 302, 303, 307, 308].contains(response.status), let place = response.headers["Location"] else {
                return response
            }
            request = try request.redirected(to: place, status: response.status)
        }
        throw WeirError.tooManyRedirects(request.maskedURL, limit: Self.redirectLimit)
    }

    private func report(_ failure: WeirError, attempt: Int, waitSeconds: Double) {
        events.send(
            Event(
                "http.retry", "\(failure.message); next attempt in \(String(format: "%.1f", waitSeconds)) s",
                at: clock.now, level: .warning,
                fields: [
                    "attempt": .integer(Int64(attempt)), "wait_seconds": .number(waitSeconds),
                    "code": .string(failure.code.rawValue),
                ]))
    }

    private static func failure(_ response: HTTPResponse, of request: HTTPRequest, attempts: Int) -> WeirError {
        let address = request.maskedURL
        switch response.status {
        case 401, 403, 407:
            return .credentialsRefused(
                address, status: response.status, setting: request.credentialSetting,
                sent: request.authorization != .none)
        case 404, 410: return .notFound(address, status: response.status)
        case 429: return .tooManyRequests(address, attempts: attempts)
        case let status where HTTPRetry.isRetryable(status: status):
            return .serverFailed(address, status: status, attempts: attempts)
        default: return .refused(address, status: response.status)
        }
    }
}

extension HTTPRequest {
    /// The request that a redirect asks for.
    func redirected(to place: String, status: Int) throws -> HTTPRequest {
        guard let next = URL(string: place, relativeTo: url)?.absoluteURL,
            ["http", "https"].contains(next.scheme?.lowercased()),
            !(url.scheme?.lowercased() == "https" && next.scheme?.lowercased() == "http")
        else { throw WeirError.badRedirect(maskedURL, to: URL(string: place)?.masked() ?? "(an address)") }
        var request = self
        request.url = next
        if next.origin != url.origin {
            request.authorization = .none
            for name in ["Authorization", "Cookie", "Proxy-Authorization"] { request.headers[name] = nil }
        }
        if status == 303 || ([301, 302].contains(status) && method == "POST") {
            request.method = method == "HEAD" ? "HEAD" : "GET"
            request.body = nil
        }
        return request
    }
}

extension HTTPResponse {
    /// Whether the body is a page for people.
    var looksLikeHTML: Bool {
        headers["Content-Type"]?.lowercased().hasPrefix("text/html") == true || Self.isHTML(body.prefix(256))
    }

    /// Whether these first bytes of a body begin an HTML page.
    static func isHTML(_ bytes: some Sequence<UInt8>) -> Bool {
        let start = String(decoding: Array(bytes), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
            .lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }
}
