import Foundation

/// What carries a request to a server and its answer back: one attempt, no redirects, no retries.
public protocol HTTPTransport: Sendable {
    /// Sends the request and takes the answer into `target`.
    ///
    /// Any status is an answer, not an error. Throws `WeirError` (retryable where another attempt may help) when no
    /// whole answer came, and `CancellationError` when the task was cancelled.
    func perform(
        _ request: HTTPRequest, into target: HTTPBodyTarget, progress: @escaping HTTPProgress
    ) async throws -> HTTPResponse
}

/// Called while a body arrives: bytes that stand so far, and the total when the server named it.
///
/// Bytes of an earlier, resumed attempt count. Called on the transport's thread; it must return at once.
public typealias HTTPProgress = @Sendable (_ bytes: Int, _ totalBytes: Int?) -> Void

/// Where a response's body goes.
public enum HTTPBodyTarget: Sendable, Hashable {
    /// Into memory; more than this many bytes is an error.
    case memory(limitBytes: Int)
    /// Into a file when the status is 200 (from the beginning) or 206 (from byte `resumingAt` on); any other answer's
    /// body goes into memory, at most 64 KiB of it.
    case file(URL, resumingAt: Int)
}
