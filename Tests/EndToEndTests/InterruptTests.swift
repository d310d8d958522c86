import Foundation
import HTTPServer
import Testing

/// Ctrl-C: the program ends with 130, the run is kept as interrupted and can be taken up.
@Suite(.startsPrograms) struct InterruptTests {
    @Test(arguments: [
        ("ingest bike_trips", SIGINT, true), ("transform tag:bike_trips tag:weather tag:city_bikes", SIGINT, false),
        ("publish", SIGTERM, true),
    ])
    func anInterruptedRunIsTakenUp(step: String, signal: Int32, resumes: Bool) async throws {
        var (project, ending) = try await Self.signalled(signal, at: step)
        // A machine that lets this process wait may let the run end before the signal: then once more.
        for _ in 0..<4 where ending.code == 0 { (project, ending) = try await Self.signalled(signal, at: step) }
        #expect(ending.code == 130, "\(ending.text)")
        let id = try await Self.expectInterrupted(project)
        let next = try await project.call(resumes ? "runs resume \(id) --json" : "run city_bikes --json")
        #expect(next.code == 0, "\(next.text)")
        #expect(!resumes || next.json["id"]?.string == id)
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
    }

    @Test(arguments: ["http.retry", "step.retry"]) func anInterruptEndsTheWaitBeforeARetry(event: String) async throws {
        let project = try await MadeOnce.freshProject()
        let server = try ScriptedServer()
        server.script("/archive", [.status(503)])
        let attempts = event == "http.retry" ? "5" : "1"
        let child = try project.start(
            ["run", "weather"],
            environment: [
                "WEIR_SOURCE_WEATHER_LOCATION": server.address + "/archive",
                "WEIR_SOURCE_WEATHER_RETRY_SECONDS": "3600",
                "WEIR_SOURCE_WEATHER_REQUEST_ATTEMPTS": attempts,
            ])
        #expect(try await child.wait { project.log.contains("\"\(event)\"") }, "\(child.messages)")
        child.send(SIGINT)
        let ending = try await child.ending()
        await server.stop()
        #expect(ending.code == 130, "\(ending.text)")
        let id = try await Self.expectInterrupted(project)
        let next = try await project.call("runs resume \(id)")
        #expect(next.code == 0, "\(next.text)")
        let days = try await project.rows("select count(*) as days from raw.weather_daily", isLive: true)
        #expect(days == [["days": 90]])
    }

    @Test func aRunThatWaitsForItsTurnCanBeInterrupted() async throws {
        let project = try await MadeOnce.freshProject()
        let server = try ScriptedServer()
        server.script("/archive", [.stall])
        let first = try project.start(
            ["run", "weather"], environment: ["WEIR_SOURCE_WEATHER_LOCATION": server.address + "/archive"])
        #expect(try await first.wait { !server.requests.isEmpty }, "\(first.messages)")
        let second = try project.start(["run", "bike_trips"])
        #expect(try await second.wait { second.messages.contains("waiting for the target") }, "\(second.messages)")
        second.send(SIGINT)
        #expect(try await second.ending().code == 130)
        first.send(SIGINT)
        #expect(try await first.ending().code == 130)
        await server.stop()
        let runs = try await project.call("runs --json").json["runs"]?.array ?? []
        #expect(runs.map { $0["pipeline"]?.string } == ["weather"])
    }

    /// A run that gets a signal when a step begins, and how it ended.
    private static func signalled(_ signal: Int32, at step: String) async throws -> (TrialProject, ChildProcess.Ending)
    {
        let project = try await MadeOnce.freshProject()
        let child = try project.start(["run", "city_bikes"])
        try await child.wait { project.log.contains("\"\(step) started\"") }
        child.send(signal)
        return (project, try await child.ending())
    }

    /// The latest run stands as interrupted; its id.
    private static func expectInterrupted(_ project: TrialProject) async throws -> String {
        let run = try await project.call("runs --json").json["runs"]?[0]
        #expect(run?["status"] == "interrupted")
        return try #require(run?["id"]?.string)
    }
}
