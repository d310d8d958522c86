import Foundation

/// How long to wait before something that failed is tried again: exponential, less a share by chance, up to a limit.
public struct Backoff: Sendable, Hashable {
    /// The longest wait after the first attempt, in seconds.
    public var firstSeconds: Double
    /// Each further wait is this many times as long.
    public var factor: Double
    /// No wait is longer, in seconds.
    public var longestSeconds: Double
    /// The share of a wait that is left to chance, 0 to 1: who failed together does not come back together.
    public var jitter: Double

    /// Waits of 1, 2, 4 … 60 seconds, each less up to half by chance, unless said otherwise.
    public init(firstSeconds: Double = 1, factor: Double = 2, longestSeconds: Double = 60, jitter: Double = 0.5) {
        self.firstSeconds = firstSeconds
        self.factor = factor
        self.longestSeconds = longestSeconds
        self.jitter = jitter
    }

    /// The wait after `attempt` attempts (1 or more), in seconds; `chance` is a number from 0 to 1.
    public func seconds(afterAttempt attempt: Int, chance: Double) -> Double {
        let whole = min(longestSeconds, firstSeconds * pow(factor, Double(attempt - 1)))
        return whole * (1 - jitter * chance)
    }
}
