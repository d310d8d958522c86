import Diagnostics

/// How often a step is tried, and after which pauses. Only errors that are retryable by type are tried again.
public struct StepRetry: Sendable, Hashable {
    /// All attempts together; 1 for none but the first.
    public var attempts: Int
    /// The pauses between them.
    public var backoff: Backoff

    /// Three attempts with pauses of at most 1 and 2 seconds unless said otherwise.
    public init(attempts: Int = 3, backoff: Backoff = Backoff()) {
        self.attempts = attempts
        self.backoff = backoff
    }
}
