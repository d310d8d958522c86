import Foundation
import HTTPServer
import Testing

/// Servers that refuse, fail or say nothing.
@Suite(.startsPrograms) struct BadServersTests {
    /// What a server does to a request, and what the program says about it.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let step: ScriptedServer.Step
        let words: [String]
        let requests: Int
    }

    static let troubles = [
        Trouble(
            testDescription: "500 for ever", step: .status(500),
            words: ["/archive?", "answered 500, 3 times", "hint: run again later"], requests: 3),
        Trouble(
            testDescription: "429 for ever", step: .status(429),
            words: ["refuses more requests for now (429), 3 times", "hint: run again later, or ask for less"],
            requests: 3),
        Trouble(
            testDescription: "no answer", step: .stall,
            words: ["took too long", "hint: run again later; the server or the line is slow"], requests: 3),
        Trouble(
            testDescription: "wrong credentials", step: .status(401),
            words: ["refused access (401)", "hint: the server wants credentials"], requests: 1),
        Trouble(
            testDescription: "a page instead of data",
            step: .response(.html("<!DOCTYPE html><html></html>")),
            words: ["answered with an HTML page instead of data", "hint: open it in a browser"], requests: 1),
        Trouble(
            testDescription: "broken JSON", step: .json("{\"daily\": {\"time\": ["),
            words: ["/archive?", "is not JSON: ", "hint: check the address"], requests: 1),
    ]

    @Test(arguments: troubles) func aSourceThatCannotBeReadIsOneErrorAndLosesNothing(trouble: Trouble) async throws {
        let project = try await MadeOnce.ranProject()
        let server = try ScriptedServer()
        server.script("/archive", [trouble.step])
        let ingest = try await project.call("ingest weather", environment: Self.environment(server))
        let requests = server.requests.count
        await server.stop()
        #expect(ingest.code == 1, "\(ingest.text)")
        for word in trouble.words { #expect(ingest.messages.contains(word), "\(word) is not in \(ingest.messages)") }
        #expect(ingest.messages.components(separatedBy: "error: ").count == 2, "\(ingest.messages)")
        #expect(requests == trouble.requests)
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
    }

    @Test func aServerThatRecoversIsLoadedFrom() async throws {
        let project = try await MadeOnce.freshProject()
        let weather = try await MadeOnce.sample().appending(path: "weather/new_york-2021-01.json")
        let server = try ScriptedServer()
        server.script(
            "/archive",
            [
                .status(429, headers: ["Retry-After": "0"]), .status(503),
                .json(try String(contentsOf: weather, encoding: .utf8)),
            ])
        let words = ["ingest", "weather", "--from", "2021-01-01", "--to", "2021-01-31"]
        let ingest = try await project.call(words, environment: Self.environment(server))
        let requests = server.requests
        await server.stop()
        #expect(ingest.code == 0, "\(ingest.text)")
        #expect(requests.count == 3)
        #expect(requests.allSatisfy { $0.query["start_date"] == "2021-01-01" && $0.query["end_date"] == "2021-01-31" })
        #expect(ingest.output.contains("raw.weather_daily: 31 rows read, 31 new"))
        #expect(project.log.components(separatedBy: "\"http.retry\"").count == 3)
    }

    @Test func aFeedThatFailsStopsThePipelineBeforeItsModels() async throws {
        let project = try await MadeOnce.ranProject()
        let server = try ScriptedServer()
        server.script("/tripdata", [.status(503)])
        var environment = Self.environment(server)
        environment["WEIR_SOURCE_WEATHER_LOCATION"] = nil
        environment["WEIR_SOURCE_BIKE_TRIPS_REQUEST_ATTEMPTS"] = "1"
        let run = try await project.call("run city_bikes --json", environment: environment)
        await server.stop()
        #expect(run.code == 1)
        let steps = run.json["steps"]?.array ?? []
        #expect(
            steps.map { $0["status"]?.string } == [
                "failed", "succeeded", "skipped", "succeeded", "skipped", "skipped", "skipped", "skipped", "skipped",
            ])
        #expect(steps.first?["attempts"] == 3)
        #expect(run.messages.contains("error: step 'ingest bike_trips': "))
        #expect(run.messages.contains("answered 503"))
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
        let id = try #require(run.json["id"]?.string)
        let resumed = try await project.call("runs resume \(id)")
        #expect(resumed.code == 0, "\(resumed.text)")
    }

    private static func environment(_ server: ScriptedServer) -> [String: String] {
        var variables: [String: String] = [:]
        for (source, path) in [("WEATHER", "archive"), ("BIKE_TRIPS", "tripdata")] {
            variables["WEIR_SOURCE_\(source)_LOCATION"] = "\(server.address)/\(path)"
            variables["WEIR_SOURCE_\(source)_REQUEST_ATTEMPTS"] = "3"
            variables["WEIR_SOURCE_\(source)_RETRY_SECONDS"] = "0.01"
            variables["WEIR_SOURCE_\(source)_TIMEOUT_SECONDS"] = "1"
        }
        return variables
    }
}
