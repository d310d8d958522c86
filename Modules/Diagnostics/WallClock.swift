import Foundation
import Synchronization

/// The time of day and the way to wait, passed in so that tests neither sleep nor depend on the date.
public protocol WallClock: Sendable {
    /// The present moment.
    var now: Date { get }
    /// Waits until `deadline`; throws `CancellationError` when the task is cancelled.
    func sleep(until deadline: Date) async throws
}

extension WallClock {
    /// Waits this many seconds.
    public func sleep(seconds: Double) async throws { try await sleep(until: now.addingTimeInterval(seconds)) }
}

/// The machine's clock.
public struct SystemWallClock: WallClock {
    /// The machine's clock.
    public init() {}

    public var now: Date { Date() }

    public func sleep(until deadline: Date) async throws {
        let seconds = deadline.timeIntervalSinceNow
        if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) } else { try Task.checkCancellation() }
    }
}

/// A clock for tests: whoever sleeps moves the time to the deadline at once, and the waits are recorded.
public final class ManualClock: WallClock {
    private struct State {
        var now: Date
        var waits: [Double] = []
    }

    private let state: Mutex<State>

    /// A clock that stands at `now`.
    public init(_ now: Date = Date(timeIntervalSince1970: 1_717_200_000)) { state = Mutex(State(now: now)) }

    public var now: Date { state.withLock { $0.now } }

    /// The lengths of all waits so far, in seconds.
    public var waitsSeconds: [Double] { state.withLock { $0.waits } }

    public func sleep(until deadline: Date) async throws {
        try Task.checkCancellation()
        state.withLock { state in
            state.waits.append(deadline.timeIntervalSince(state.now))
            state.now = max(state.now, deadline)
        }
        await Task.yield()
    }

    /// Moves the time on by this many seconds.
    public func advance(seconds: Double) { state.withLock { $0.now.addTimeInterval(seconds) } }
}
