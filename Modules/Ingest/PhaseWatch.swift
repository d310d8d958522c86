import Diagnostics
import Foundation

/// Times the phases of one load.
struct PhaseWatch: Sendable {
    private let clock: any WallClock
    private var began: Date
    private(set) var phases = IngestReport.Phases()

    init(clock: any WallClock) {
        self.clock = clock
        began = clock.now
    }

    /// Ends a phase, and begins the next one.
    mutating func end(_ phase: WritableKeyPath<IngestReport.Phases, Double>) {
        let now = clock.now
        phases[keyPath: phase] = max(0, now.timeIntervalSince(began))
        began = now
    }
}
