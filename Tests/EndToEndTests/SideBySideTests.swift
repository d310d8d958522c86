import Foundation
import HTTPClient
import HTTPServer
import Testing

/// Programs beside each other: runs of one target queue, and nothing that only reads is in the way.
@Suite(.startsPrograms) struct SideBySideTests {
    @Test func twoRunsAtOnceBothEndWithTheRightData() async throws {
        let project = try await MadeOnce.freshProject()
        let first = try project.start(["run", "city_bikes"])
        let second = try project.start(["run", "city_bikes"])
        for child in [first, second] {
            let ending = try await child.ending()
            #expect(ending.code == 0, "\(ending.text)")
        }
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
        let runs = try await project.call("runs --json").json["runs"]?.array ?? []
        #expect(runs.map { $0["status"]?.string } == ["succeeded", "succeeded"])
    }

    @Test func runsOfTwoTargetsAtOnceBothSucceed() async throws {
        let project = try await MadeOnce.freshProject()
        let dev = try project.start(["run", "city_bikes"])
        let lite = try project.start(["run", "city_bikes", "--target", "lite"])
        for child in [dev, lite] {
            let ending = try await child.ending()
            #expect(ending.code == 0, "\(ending.text)")
        }
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
        let trips = try await project.rows("select sum(trips) as n from marts.mart_demand_daily", target: "lite")
        #expect(trips == [["n": 3000]])
    }

    @Test func aSecondRunThatMayNotWaitSaysWhoHoldsTheTarget() async throws {
        let project = try await MadeOnce.ranProject()
        let server = try ScriptedServer()
        server.script("/archive", [.stall])
        let first = try project.start(
            ["run", "weather"], environment: ["WEIR_SOURCE_WEATHER_LOCATION": server.address + "/archive"])
        #expect(try await first.wait { !server.requests.isEmpty }, "\(first.messages)")
        let second = try await project.call("run city_bikes --no-wait")
        #expect(second.code == 1, "\(second.text)")
        #expect(second.messages.contains("another run holds the target 'dev'"))
        #expect(second.messages.contains("hint: wait until it ends, or leave out --no-wait"))
        let published = try await Fingerprint.of(project, Fingerprint.published, isLive: false)
        #expect(try await published == MadeOnce.undisturbed().published)
        first.send(SIGINT)
        #expect(try await first.ending().code == 130)
        await server.stop()
    }

    @Test(arguments: [["serve", "--port", "0"], ["schedule"]])
    func aRunBesideAProgramThatStays(words: [String]) async throws {
        let project = try await MadeOnce.ranProject()
        if words[0] == "schedule" { try project.takeEverything() }
        let staying = try project.start(words)
        let sign = words[0] == "serve" ? "serving rides at http" : "pipeline"
        #expect(try await staying.wait { staying.output.contains(sign) }, "\(staying.messages)")
        let run = try await project.call("run city_bikes --full-refresh")
        #expect(run.code == 0, "\(run.text)")
        #expect(staying.isRunning)
        #expect(try await Fingerprint.of(project) == MadeOnce.undisturbed())
        if words[0] == "serve" { try await Self.expectServed(staying.output, project) }
        staying.send(SIGINT)
        let ending = try await staying.ending()
        #expect(ending.code == 0, "\(ending.text)")
    }

    /// The server shows the snapshot that was published beside it.
    private static func expectServed(_ output: String, _ project: TrialProject) async throws {
        let address = try #require(output.split(separator: " ").last?.trimmingCharacters(in: .whitespacesAndNewlines))
        let fetcher = HTTPFetcher(try CurlTransport(environment: [:]))
        let url = try #require(URL(string: address))
        let page = try await fetcher.send(HTTPRequest(url, refusesHTML: false)).text
        #expect(page.lowercased().contains("<!doctype html>"))
        // 3,000 trips, as the page of the new snapshot writes them.
        #expect(page.contains("3,000"))
    }
}
