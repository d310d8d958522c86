import JSON
import Terminal
import Testing

@testable import Awos
@testable import AwosCommand

@Suite struct StatusCommandTests {
    static let spec = """
        ---
        id: 003
        title: Hourly air quality
        kind: source
        name: air_quality
        ---
        # 003: Hourly air quality

        ## Acceptance criteria

        - [ ] **AC-1** Every row is there.

          ```check
          page: air_quality
          ```

        """

    static func task(_ number: Int, after: String = "") -> String {
        """
        ---
        id: 003-T\(number)
        module: Ingest
        depends_on: [\(after)]
        criteria: [AC-1]
        may_write: [Modules/Ingest/Sources/AirQuality.swift]
        verify: [{test: IngestTests}]
        ---
        # Part \(number)

        \(TaskFile.sections.map { "## \($0)\n\ntext\n" }.joined(separator: "\n"))
        """
    }

    private func fixture() async throws -> AwosFixture {
        let folder = "context/spec/003-air-quality"
        return try await AwosFixture([
            "\(folder)/functional-spec.md": Self.spec, "\(folder)/tasks/01-ingest.md": Self.task(1),
            "\(folder)/tasks/02-page.md": Self.task(2, after: "003-T1"),
        ])
    }

    @Test func aRepositoryWithoutSpecsSaysHowToBegin() async throws {
        let fixture = try await AwosFixture()
        #expect(
            await fixture.call("status").output == "there is no spec yet; begin one: awos spec \"what is wanted\"\n")
        #expect(await fixture.call("next").output == "nothing waits to be begun\n")
        #expect(await fixture.call("status --json").json["specs"]?.array?.isEmpty == true)
    }

    @Test func stateIsWorkedOutFromTheDocuments() async throws {
        let fixture = try await fixture()
        let status = await fixture.call("status --json")
        #expect(status.code == 0)
        #expect(status.json["specs"]?.array?.first?["state"]?.string == "planned")
        let next = await fixture.call("next --json")
        #expect(next.json["tasks"]?.array?.compactMap { $0["id"]?.string } == ["003-T1"])
        #expect(await fixture.call("status 3").output.contains("003-T2  Ingest  open   Part 2"))
    }

    @Test(arguments: [
        ("status 4", "there is no spec '4'", "there is 003-air-quality"), ("nxt", "nxt", "next"),
    ])
    func wrongCallsSayWhatToDo(line: String, message: String, hint: String) async throws {
        let call = try await fixture().call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message) && call.messages.contains(hint), "\(call.messages)")
    }
}
