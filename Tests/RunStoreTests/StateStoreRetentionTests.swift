import Foundation
import RunStore
import Testing

@Suite struct StateStoreRetentionTests {
    @Test func pruningKeepsTheLatestOfEverything() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        var runs: [RunID] = []
        for day in 0..<4 {
            let slot = fixture.clock.now
            let run = try await store.beginRun(NewRun(pipeline: "weather", target: "dev", slot: slot), steps: twoSteps)
                .id
            let check = CheckResult(
                suite: "weather.raw", check: "rows", kind: "row_count", table: "raw.weather_daily", status: .passed,
                checkedAt: slot)
            try await store.record([check], target: "dev", run: run)
            if day > 0 { try await store.finishRun(run, .succeeded) }
            runs.append(run)
            fixture.clock.advance(seconds: 86_400)
        }
        let counts = try await store.prune(before: fixture.clock.now, keepingLatest: 1)
        #expect(counts == PruneCounts(runs: 2, checkResults: 3, slots: 3))
        #expect(try await store.runs().map(\.id) == [runs[3], runs[0]])
        #expect(try await store.run(runs[0].text).steps.count == 2)
        #expect(try await store.latestResults(target: "dev").map(\.run) == [runs[3]])
        #expect(
            try await store.prune(before: fixture.clock.now, keepingLatest: 1)
                == PruneCounts(runs: 0, checkResults: 0, slots: 0))
    }
}
