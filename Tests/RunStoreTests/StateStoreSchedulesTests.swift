import Diagnostics
import Foundation
import RunStore
import Testing

@Suite struct StateStoreSchedulesTests {
    private let slot = Date(timeIntervalSince1970: 1_717_221_600)

    @Test func aScheduleBeginsWhenItIsSeenFirstAndAgainWhenItChanges() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let begin = fixture.clock.now
        let mark = { (definition: String) in
            try await store.scheduleMark(pipeline: "weather", target: "dev", definition: definition)
        }
        #expect(try await mark("0 6 * * *") == ScheduleMark(since: begin, lastSlot: nil))
        fixture.clock.advance(seconds: 3600)
        #expect(try await mark("0 6 * * *").since == begin)
        #expect(try await mark("0 7 * * *").since == begin.addingTimeInterval(3600))
    }

    @Test func aSlotRunsOnceWhoeverAsks() async throws {
        let fixture = try StateFixture()
        let (one, other) = (try await fixture.open(), try await fixture.open())
        let request = NewRun(pipeline: "weather", target: "dev", slot: slot)
        let run = try await one.beginRun(request, steps: twoSteps)
        #expect(run.request.startedBy == "schedule" && run.request.slot == slot)
        let error = try await #require(throws: WeirError.self) {
            _ = try await other.beginRun(request, steps: twoSteps)
        }
        #expect(error.code == "state.slot_taken")
        #expect(error.message == "the slot 2024-06-01 06:00:00 of 'weather' was already run or skipped")
        #expect(try await other.runs().count == 1)
        let mark = try await other.scheduleMark(pipeline: "weather", target: "dev", definition: "x")
        #expect(mark.lastSlot == slot && mark.decidedUntil == slot)
    }

    @Test func aSkippedSlotDoesNotRunAndSkippingARunOneChangesNothing() async throws {
        let store = try await StateFixture().open()
        let request = NewRun(pipeline: "weather", target: "dev", slot: slot)
        try await store.skipSlot(slot, pipeline: "weather", target: "dev", reason: "the run before it went on")
        await #expect(throws: WeirError.self) { _ = try await store.beginRun(request, steps: []) }
        try await store.skipSlot(slot, pipeline: "weather", target: "dev", reason: "again")
        let kept = try await store.read("select skipped from v_slots")
        #expect(kept.rows == [["the run before it went on"]])
    }
}
