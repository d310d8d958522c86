import Foundation

/// How often a step is tried, and how long the pauses are. Only errors that are retryable by type are tried again.
public struct RetryPolicy: Sendable, Hashable {
    /// All attempts together; 1 for none but the first.
    public var attempts: Int
    /// The pause after the first attempt; each further one is twice as long.
    public var firstPauseSeconds: Double
    /// No pause is longer.
    public var longestPauseSeconds: Double

    /// Three attempts with pauses of about 1 and 2 seconds unless said otherwise; no pause above a minute.
    public init(attempts: Int = 3, firstPauseSeconds: Double = 1, longestPauseSeconds: Double = 60) {
        self.attempts = attempts
        self.firstPauseSeconds = firstPauseSeconds
        self.longestPauseSeconds = longestPauseSeconds
    }

    /// The pause after an attempt, counted from 1: exponential, between half and the whole of it by `random` in 0..<1, so
    /// that steps that failed together do not come back together.
    public func pauseSeconds(afterAttempt attempt: Int, random: Double) -> Double {
        let full = min(longestPauseSeconds, firstPauseSeconds * pow(2, Double(attempt - 1)))
        return full * (0.5 + random / 2)
    }
}
