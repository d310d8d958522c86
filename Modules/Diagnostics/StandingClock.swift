import Foundation
import Synchronization

/// A clock that stands at a moment, and goes on only by what somebody waits.
///
/// Waiting takes real time, as with `SystemWallClock`; work between two waits takes none. Whoever asks for the day or notes a
/// moment gets the same answer whenever the program runs, and a wait until a deadline still ends.
public final class StandingClock: WallClock {
    private let moment: Mutex<Date>

    /// A clock that stands at this moment.
    public init(_ moment: Date) { self.moment = Mutex(moment) }

    public var now: Date { moment.withLock { $0 } }

    public func sleep(until deadline: Date) async throws {
        let seconds = deadline.timeIntervalSince(now)
        if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) } else { try Task.checkCancellation() }
        moment.withLock { $0 = max($0, deadline) }
    }
}
