import Foundation
import JSON
import Testing

@testable import Awos
@testable import AwosCommand

/// From the roadmap to a spec and back.
@Suite struct RoadmapPathTests {
    @Test func aSpecBeginsTheFirstItemAndTheRoadmapFollowsIt() async throws {
        let fixture = try await AwosFixture(["weir.yml": ProductCommandTests.project])
        #expect(await fixture.call(["roadmap", "--now", "Hourly air quality", "--now", "Empty stations"]).code == 0)
        try await fixture.git.run(["add", "-A"])
        try await fixture.git.run(["commit", "-q", "-m", "docs: roadmap"])
        let spec = await fixture.call("spec --kind source --json")
        #expect(spec.code == 0, "\(spec.messages)")
        // A tracked file that changes here would make the tree dirty, and the work could not begin.
        #expect(try await fixture.git.changedPaths(untracked: false).isEmpty)
        #expect(await fixture.call("roadmap").code == 0)
        let text = try fixture.text("context/product/roadmap.md")
        #expect(text.contains("- [ ] Hourly air quality (spec 001)\n- [ ] Empty stations\n"), "\(text)")
        let next = await fixture.call("spec --kind source --json")
        #expect(next.json["spec"]?.string?.hasPrefix("002-") == true, "\(next.output)")
        #expect(
            try fixture.text("context/spec/\(next.json["spec"]?.string ?? "")/functional-spec.md").contains(
                "Empty stations"))
    }
}
