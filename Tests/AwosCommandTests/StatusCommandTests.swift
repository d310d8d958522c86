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

    private static let folder = "context/spec/003-air-quality"
    private static let files = [
        "\(folder)/functional-spec.md": spec, "\(folder)/tasks/01-ingest.md": task(1),
        "\(folder)/tasks/02-page.md": task(2, after: "003-T1"),
    ]

    private func fixture() async throws -> AwosFixture { try await AwosFixture(Self.files) }

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

    /// One document of one spec with something wrong in it, and what is said about it.
    struct Broken: Sendable, CustomTestStringConvertible {
        let path: String
        let text: String
        let place: String
        var testDescription: String { path }
    }

    @Test(arguments: [
        Broken(
            path: "functional-spec.md", text: spec.replacing("kind: source\n", with: ""), place: "functional-spec.md:2"),
        Broken(path: "tasks/01-ingest.md", text: "no front matter\n", place: "tasks/01-ingest.md:1"),
        Broken(
            path: "tasks/01-ingest.md", text: task(1, after: "003-T1").replacing("003-", with: "002-"),
            place: "tasks/01-ingest.md"),
    ])
    func oneUnreadableSpecHidesNoOther(broken: Broken) async throws {
        var files = Self.files
        files["context/spec/002-soil/functional-spec.md"] = Self.spec.replacing("003", with: "002")
        files["context/spec/002-soil/\(broken.path)"] = broken.text
        let fixture = try await AwosFixture(files)

        let status = await fixture.call("status")
        #expect(status.code == 2)
        let rows = status.output.split(separator: "\n").map { $0.split(separator: " ") }
        #expect(rows.contains(["002-soil", "unreadable"]), "\(status.output)")
        #expect(rows.contains(["003-air-quality", "source", "0", "of", "2", "0", "of", "1", "planned"]))
        #expect(status.messages.contains("--> context/spec/002-soil/\(broken.place)"), "\(status.messages)")

        let json = await fixture.call("status --json")
        #expect(json.code == 2)
        let specs = json.json["specs"]?.array ?? []
        #expect(specs.compactMap { $0["state"]?.string } == ["unreadable", "planned"])
        #expect(specs.first?["errors"]?.array?.first?["file"]?.string == "context/spec/002-soil/\(broken.path)")

        let next = await fixture.call("next")
        #expect(next.code == 2)
        #expect(next.output.contains("003-T1"))
        #expect(next.messages.contains("context/spec/002-soil/\(broken.place)"))
        #expect(await fixture.call("next 003").code == 0)
        #expect(await fixture.call("status 003").code == 0)
        #expect(await fixture.call("status 002").code == 2)
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
