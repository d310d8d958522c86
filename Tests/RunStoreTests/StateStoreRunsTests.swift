import Diagnostics
import Foundation
import RunStore
import Testing
import Warehouse

@Suite struct StateStoreRunsTests {
    @Test func aRunKeepsWhatItWasBegunWith() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps)
        #expect(run.id.text == "20240601-000000-aaaa")
        #expect(run.request == cityBikes)
        #expect(run.status == .running && run.startedAt == fixture.clock.now && run.process == .current)
        fixture.clock.advance(seconds: 2.5)
        try await store.finishRun(run.id, .failed, error: KeptError(code: "a.b", message: "it broke", hint: "mend it"))
        let found = try await store.run("aaaa").run
        #expect(found.status == .failed && found.error == KeptError(code: "a.b", message: "it broke", hint: "mend it"))
        #expect(found.finishedAt?.timeIntervalSince(found.startedAt) == 2.5)
    }

    @Test func runsOfOneSecondHaveDifferentIDs() async throws {
        let store = try await StateFixture().open(suffixes: ["same", "same", "next"])
        _ = try await store.beginRun(cityBikes, steps: [])
        let second = try await store.beginRun(cityBikes, steps: [])
        #expect(second.id.text == "20240601-000000-next")
    }

    @Test func runsOfOneMomentAreReadInTheirOrder() async throws {
        let store = try await StateFixture().open(suffixes: ["zzzz", "mmmm", "aaaa"])
        for _ in 0..<3 { _ = try await store.beginRun(cityBikes, steps: []) }
        let found = try await store.runs().map { $0.id.text.suffix(4) }
        #expect(found == ["aaaa", "mmmm", "zzzz"])
    }

    @Test func attemptsAreCountedAndKept() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps).id
        let first = try await store.beginAttempt(run: run, step: "bike_trips")
        let timedOut = KeptError(code: "http.timeout", message: "no answer")
        try await store.finishAttempt(run: run, step: "bike_trips", number: first, .failed, error: timedOut)
        fixture.clock.advance(seconds: 1)
        let second = try await store.beginAttempt(run: run, step: "bike_trips")
        fixture.clock.advance(seconds: 4)
        try await store.finishStep(
            run: run, step: "bike_trips", .succeeded,
            result: StepResult(rows: 7, artifacts: ["a.json"], summary: "7 rows"))
        let step = try await store.run(run.text).steps[0]
        #expect((first, second) == (1, 2))
        #expect(step.attempts.map(\.status) == [.failed, .succeeded])
        #expect(step.attempts[0].error == timedOut)
        #expect(step.result == StepResult(rows: 7, artifacts: ["a.json"], summary: "7 rows"))
        #expect(step.startedAt == Date(timeIntervalSince1970: 1_717_200_000))
        #expect(step.finishedAt == Date(timeIntervalSince1970: 1_717_200_005))
        #expect(step.error == nil)
    }

    @Test func aResumedRunKeepsItsFinishedStepsAndItsAttempts() async throws {
        let store = try await StateFixture().open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps).id
        _ = try await store.beginAttempt(run: run, step: "bike_trips")
        try await store.finishStep(run: run, step: "bike_trips", .succeeded, result: StepResult(rows: 7))
        _ = try await store.beginAttempt(run: run, step: "models")
        try await store.finishStep(run: run, step: "models", .failed, error: KeptError(code: "x", message: "y"))
        try await store.finishRun(run, .failed, error: KeptError(code: "x", message: "y"))
        let resumed = try await store.resumeRun(run)
        #expect(resumed.run.id == run && resumed.run.status == .running && resumed.run.resumes == 1)
        #expect(resumed.run.error == nil && resumed.run.finishedAt == nil)
        #expect(resumed.steps.map(\.status) == [.succeeded, .pending])
        #expect(resumed.steps[0].result.rows == 7 && resumed.steps[1].error == nil)
        #expect(try await store.beginAttempt(run: run, step: "models") == 2)
    }

    @Test(arguments: [RunStatus.running, .succeeded]) func onlyAStoppedRunIsResumed(status: RunStatus) async throws {
        let store = try await StateFixture().open()
        let run = try await store.beginRun(cityBikes, steps: []).id
        if status != .running { try await store.finishRun(run, status) }
        let error = try await #require(throws: WeirError.self) { _ = try await store.resumeRun(run) }
        #expect(error.code == "state.not_resumable")
        #expect(error.message.contains(status == .running ? "it still runs" : "it succeeded"))
    }

    @Test func skippedStepsSayWhy() async throws {
        let store = try await StateFixture().open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps).id
        try await store.skipStep(run: run, step: "models", reason: "'bike_trips' failed")
        let step = try await store.run(run.text).steps[1]
        #expect(step.status == .skipped && step.reason == "'bike_trips' failed" && step.startedAt == nil)
    }

    @Test func runsOfOneSecondAreListedByTheirStart() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        var ids: [RunID] = []
        for _ in 0..<12 {
            ids.append(try await store.beginRun(NewRun(pipeline: "weather", target: "dev"), steps: []).id)
            fixture.clock.advance(seconds: 0.01)
        }
        #expect(try await store.runs().map(\.id) == ids.reversed())
    }

    @Test func runsAreListedLatestFirstAndFiltered() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        var ids: [RunID] = []
        for pipeline in ["city_bikes", "weather", "city_bikes"] {
            ids.append(try await store.beginRun(NewRun(pipeline: pipeline, target: "dev"), steps: []).id)
            fixture.clock.advance(seconds: 60)
        }
        try await store.finishRun(ids[2], .succeeded)
        #expect(try await store.runs().map(\.id) == ids.reversed())
        #expect(try await store.runs(limit: 1).map(\.id) == [ids[2]])
        #expect(try await store.runs(pipeline: "weather").map(\.id) == [ids[1]])
        #expect(try await store.runs(status: .running).map(\.id) == [ids[1], ids[0]])
        #expect(try await store.runs(target: "lite").isEmpty)
    }

    @Test func aRunIsFoundByItsBeginningAndItsSuffix() async throws {
        let store = try await StateFixture().open()
        let run = try await store.beginRun(cityBikes, steps: []).id
        _ = try await store.beginRun(cityBikes, steps: [])
        #expect(try await store.run("20240601-000000-aaaa").run.id == run)
        #expect(try await store.run("aaaa").run.id == run)
        let ambiguous = try await #require(throws: WeirError.self) { _ = try await store.run("20240601") }
        #expect(ambiguous.code == "state.ambiguous_run" && ambiguous.notes.count == 2)
        let unknown = try await #require(throws: WeirError.self) { _ = try await store.run("20240601-000000-aaax") }
        #expect(unknown.code == "state.unknown_run")
        #expect(unknown.hint == "did you mean '20240601-000000-aaaa'?")
    }

    @Test func aRunThatIsGoneSaysSo() async throws {
        let store = try await StateFixture().open()
        let error = try await #require(throws: WeirError.self) {
            _ = try await store.beginAttempt(run: RunID("20240601-000000-gone"), step: "a")
        }
        #expect(error.code == "state.run_lost")
    }
}
