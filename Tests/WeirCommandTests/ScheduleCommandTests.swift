import JSON
import Testing

@testable import WeirCommand

@Suite struct ScheduleCommandTests {
    @Test func theNextSlotsAreListed() async throws {
        let call = try await WeirFixture().call("schedule --dry-run --json")
        #expect(call.code == 0, "\(call.messages)")
        let names = call.json["pipelines"]?.array?.compactMap { $0["pipeline"]?.string }.sorted()
        #expect(names == ["city_bikes", "weather"])
        #expect(call.json["pipelines"]?[0]?["next"]?.string?.hasSuffix("Z") == true)
    }

    @Test func itRunsUntilItIsStopped() async throws {
        let fixture = try WeirFixture()
        let task = Task { await fixture.call("schedule") }
        task.cancel()
        let call = await task.value
        #expect(call.code == 0 || call.code == 130)
        #expect(!call.messages.contains("error:") || call.code == 130)
    }
}
