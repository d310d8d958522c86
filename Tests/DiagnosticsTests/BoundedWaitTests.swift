import Diagnostics
import Testing

@Suite struct BoundedWaitTests {
    @Test func looksUntilTheConditionHolds() async throws {
        var looks = 0
        try await waitUntil("the third look") {
            looks += 1
            return looks == 3
        }
        #expect(looks == 3)
    }

    @Test func failsWithWhatWasWaitedFor() async {
        let error = await #expect(throws: WeirError.self) { try await waitUntil("it rains", seconds: 0) { false } }
        #expect(error?.message == "waited 0.0 s in vain until it rains")
    }
}
