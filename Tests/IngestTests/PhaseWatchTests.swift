import Diagnostics
import Testing

@testable import Ingest

@Suite struct PhaseWatchTests {
    @Test func eachPhaseTakesTheTimeSinceTheOneBefore() {
        let clock = ManualClock()
        var watch = PhaseWatch(clock: clock)
        clock.advance(seconds: 2)
        watch.end(\.extractSeconds)
        clock.advance(seconds: 0.5)
        watch.end(\.unpackSeconds)
        clock.advance(seconds: 3)
        watch.end(\.loadSeconds)
        #expect(watch.phases.extractSeconds == 2)
        #expect(watch.phases.unpackSeconds == 0.5)
        #expect(watch.phases.loadSeconds == 3)
    }
}
