import Diagnostics
import Foundation
import JSON
import Orchestrate
import Testing

@testable import WeirCommand

@Suite struct RunCommandTests {
    @Test(arguments: ["dev", "lite"]) func theWholePipelineRunsTwiceAndChangesNothing(target: String) async throws {
        let fixture = try await WeirFixture.sampled()
        let run = ["run", "city_bikes", "--target", target, "--json"]
        let first = await fixture.call(run)
        #expect(first.code == 0, "\(first.messages)")
        #expect(first.json["status"] == "succeeded")
        let steps = first.json["steps"]?.array ?? []
        #expect(steps.count == Pipeline.cityBikes.steps.count)
        #expect(steps.allSatisfy { $0["status"] == "succeeded" && $0["attempts"] == 1 })
        let before = try await marts(fixture, target)
        #expect(await fixture.call(run).code == 0)
        #expect(try await marts(fixture, target) == before)
        let results = try await rows("select count(*) > 90 as kept from quality.results", fixture, target)
        #expect(results == [["kept": target == "dev" ? true : 1]])
        #expect(
            FileManager.default.fileExists(atPath: fixture.folder.file(".weir/target/notebooks/marts_eda.ipynb").path))
    }

    @Test func theMartsOfBothEnginesAgree() async throws {
        let fixture = try await WeirFixture.sampled()
        for target in ["dev", "lite"] {
            #expect(await fixture.call(["run", "city_bikes", "--target", target]).code == 0)
        }
        let (dev, lite) = (try await marts(fixture, "dev"), try await marts(fixture, "lite"))
        #expect(dev.map(\.count) == lite.map(\.count))
        let differing = zip(dev.joined(), lite.joined()).first { !Self.agree($0, $1) }
        #expect(differing == nil, "\(differing?.0.text() ?? "") is not \(differing?.1.text() ?? "")")
    }

    private func rows(_ sql: String, _ fixture: WeirFixture, _ target: String) async throws -> [JSONValue] {
        let call = await fixture.call(["query", "--json", sql, "--target", target])
        return try #require(call.json["rows"]?.array, "\(call.messages)")
    }

    private func marts(_ fixture: WeirFixture, _ target: String) async throws -> [[JSONValue]] {
        var marts: [[JSONValue]] = []
        for name in ["mart_demand_daily", "mart_weather_effect", "mart_station_stats"] {
            marts.append(try await rows("select * from marts.\(name) order by 1, 2", fixture, target))
        }
        return marts
    }

    /// SQLite knows a truth that no column declares as 0 or 1.
    private static func truth(_ value: JSONValue) -> JSONValue { value.bool.map { .integer($0 ? 1 : 0) } ?? value }

    /// Whole numbers, texts and truths are equal; other numbers differ by at most 1e-9 of themselves.
    private static func agree(_ left: JSONValue, _ right: JSONValue) -> Bool {
        guard let left = left.object, let right = right.object, left.keys == right.keys else { return false }
        return zip(left.pairs, right.pairs).allSatisfy { left, right in
            if case .number(let one) = left.value, let other = right.value.double {
                return abs(one - other) <= 1e-9 * max(1, abs(one))
            }
            return truth(left.value) == truth(right.value)
        }
    }

    @Test(arguments: [("weather", "dev"), ("bike_trips", "dev"), ("weather", "lite"), ("bike_trips", "lite")])
    func onePipelineAloneRunsOnAFreshWarehouse(pipeline: String, target: String) async throws {
        let fixture = try await WeirFixture.sampled()
        let run = await fixture.call(["run", pipeline, "--target", target, "--json"])
        #expect(run.code == 0, "\(run.messages)")
        let publish = run.json["steps"]?.array?.last
        #expect(publish?["status"] == "succeeded")
        let isWeather = pipeline == "weather"
        let nothing = "nothing to publish yet: no model of marts, core is built"
        #expect((publish?["summary"]?.string == nothing) == isWeather)
        #expect(await fixture.call(["query", "select 1", "--target", target]).code == (isWeather ? 2 : 0))
    }

    @Test func aFailedRunIsShownAndTakenUpWhereItStopped() async throws {
        let fixture = try WeirFixture()
        let failed = await fixture.call("run weather", width: 80)
        #expect(failed.code == 1)
        #expect(failed.output.contains("\ningest weather         failed"))
        #expect(failed.output.contains("\ncheck weather.raw      skipped"))
        #expect(failed.messages.contains("error: step 'ingest weather': "))
        #expect(failed.messages.contains("hint: run `weir sample"))
        #expect(failed.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        let id = try #require(await fixture.call("runs --json").json["runs"]?[0]?["id"]?.string)
        #expect(await fixture.call("sample --months 2 --trips 600").code == 0)
        #expect(await fixture.call("ingest bike_trips").code == 0)
        let resumed = await fixture.call("runs resume \(id) --json")
        #expect(resumed.json["id"]?.string == id)
        #expect(resumed.json["resumes"] == 1)
        #expect(resumed.json["steps"]?[0]?["status"] == "succeeded")
    }

    @Test func theWorkOfOneCommandIsCalledAgain() async throws {
        let fixture = try WeirFixture()
        #expect(await fixture.call("ingest weather").code != 0)
        let id = try #require(await fixture.call("runs --json").json["runs"]?[0]?["id"]?.string)
        let call = await fixture.call("runs resume \(id)")
        #expect(call.code == 2)
        #expect(call.messages.contains("hint: call `weir ingest weather` again"))
        #expect(await !fixture.call("runs show \(id)").output.contains("take it up"))
    }

    @Test func aRunOfAnotherTargetIsNamed() async throws {
        let fixture = try WeirFixture()
        #expect(await fixture.call("run weather --target lite").code == 1)
        let id = try #require(await fixture.call("runs --json --target lite").json["runs"]?[0]?["id"]?.string)
        let call = await fixture.call("runs resume \(id)")
        #expect(call.code == 2)
        #expect(call.messages.contains("hint: add `--target lite`"))
    }

    @Test(arguments: [
        ("run city_bike", "there is no pipeline 'city_bike'"), ("run", "'weir run' needs PIPELINE"),
        ("run weather --from 2024", "--from '2024' is neither a month nor a day"),
        ("runs resume 1999", "1999"),
    ])
    func wrongCallsAreSaid(line: String, message: String) async throws {
        let call = try await WeirFixture().call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message))
        #expect(call.messages.contains("\n  hint: "))
    }

    @Test func aCommandStepRunsAProgramAndItsFailureIsShown() async throws {
        let fixture = try WeirFixture()
        let step = CommandStep(
            words: ["sh", "-c", "echo one; echo $WORD"], folder: fixture.folder.url,
            environment: [
                "WORD": "two", "PATH": "/usr/bin:/bin",
            ])
        #expect(try await step.run().summary == "two")
        let failing = CommandStep(
            words: ["sh", "-c", "echo why; exit 3"], folder: fixture.folder.url, environment: ["PATH": "/usr/bin:/bin"])
        let error = await #expect(throws: WeirError.self) { try await failing.run() }
        #expect(error?.message == "'sh -c echo why; exit 3' ended with exit code 3")
        #expect(error?.notes == ["why"])
    }

    @Test func aCancelledCommandStepEndsItsProgramAndWhatThatStarted() async throws {
        let fixture = try WeirFixture()
        // The inner program would wait for ever, and holds the pipe that the step reads.
        let step = CommandStep(
            words: ["sh", "-c", "mkfifo never; cat never & echo begun > begun; wait"], folder: fixture.folder.url,
            environment: ["PATH": "/usr/bin:/bin"])
        let task = Task { try await step.run() }
        let begun = fixture.folder.file("begun").path
        try await waitUntil("the program has begun") { FileManager.default.fileExists(atPath: begun) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aCommandStepThatWasCancelledBeforeStartsNothing() async throws {
        let fixture = try WeirFixture()
        let step = CommandStep(
            words: ["touch", "begun"], folder: fixture.folder.url, environment: ["PATH": "/usr/bin:/bin"])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await step.run()
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(!FileManager.default.fileExists(atPath: fixture.folder.file("begun").path))
    }
}
