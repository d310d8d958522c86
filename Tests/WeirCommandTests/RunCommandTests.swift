import Diagnostics
import Foundation
import JSON
import Orchestrate
import Testing

@testable import WeirCommand

@Suite struct RunCommandTests {
    @Test func theWholePipelineRunsTwiceAndChangesNothing() async throws {
        let fixture = try await WeirFixture.sampled()
        let first = await fixture.call("run city_bikes --json")
        #expect(first.code == 0, "\(first.messages)")
        #expect(first.json["status"] == "succeeded")
        let steps = first.json["steps"]?.array ?? []
        #expect(steps.count == Pipeline.cityBikes.steps.count)
        #expect(steps.allSatisfy { $0["status"] == "succeeded" && $0["attempts"] == 1 })
        let sums = ["query", "--csv", "select sum(hash(d)) from marts.mart_demand_daily d"]
        let before = await fixture.call(sums)
        #expect(before.code == 0, "\(before.messages)")
        #expect(await fixture.call("run city_bikes").code == 0)
        #expect(await fixture.call(sums).output == before.output)
        let results = await fixture.call(["query", "--csv", "select count(*) from quality.results"])
        #expect(results.code == 0 && results.output != "count_star()\n0\n")
        #expect(
            FileManager.default.fileExists(atPath: fixture.folder.file(".weir/target/notebooks/marts_eda.ipynb").path))
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

    @Test func aCancelledCommandStepEndsItsProgram() async throws {
        let fixture = try WeirFixture()
        let step = CommandStep(
            words: ["sleep", "600"], folder: fixture.folder.url, environment: ["PATH": "/usr/bin:/bin"])
        let task = Task { try await step.run() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
