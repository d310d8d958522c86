import Diagnostics
import Foundation
import RunStore
import SQLiteEngine
import Testing
import Warehouse

@Suite struct StateStoreTests {
    @Test func openingTwiceKeepsWhatIsThere() async throws {
        let fixture = try StateFixture()
        let first = try await fixture.open()
        let run = try await first.beginRun(cityBikes, steps: twoSteps)
        let second = try await fixture.open()
        #expect(try await second.runs().map(\.id) == [run.id])
    }

    @Test func severalProcessesMayCreateTheFileAtOnce() async throws {
        let fixture = try StateFixture()
        let ids = try await withThrowingTaskGroup(of: RunID.self) { group in
            for index in 0..<8 {
                group.addTask {
                    let store = try await fixture.open(suffixes: ["a\(index)"])
                    return try await store.beginRun(cityBikes, steps: twoSteps).id
                }
            }
            return try await group.reduce(into: Set<RunID>()) { $0.insert($1) }
        }
        #expect(ids.count == 8)
        #expect(try await Set(fixture.open().runs().map(\.id)) == ids)
    }

    @Test func aKilledProcessLosesNoCommittedStep() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open(process: goneProcess)
        let run = try await store.beginRun(cityBikes, steps: twoSteps)
        _ = try await store.beginAttempt(run: run.id, step: "bike_trips")
        try await store.finishStep(run: run.id, step: "bike_trips", .succeeded, result: StepResult(rows: 40))
        _ = try await store.beginAttempt(run: run.id, step: "models")
        // What kill -9 leaves behind is what is in the files at this moment.
        let copy = fixture.folder.file("copy/state.sqlite")
        try FileManager.default.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: fixture.file.path + suffix, toPath: copy.path + suffix)
        }
        let after = try await StateStore.open(copy, clock: fixture.clock).run(run.id.text)
        #expect(after.run.status == .interrupted)
        #expect(after.run.error?.code == "run.process_gone")
        #expect(after.steps.map(\.status) == [.succeeded, .cancelled])
        #expect(after.steps[0].result.rows == 40)
        #expect(after.steps[1].attempts.map(\.status) == [.cancelled])
    }

    @Test func runsOfALivingProcessAreLeftAlone() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps)
        #expect(try await fixture.open().markCrashedRuns().isEmpty)
        #expect(try await store.run(run.id.text).run.status == .running)
    }

    @Test func aFileThatIsNoDatabaseIsLeftAloneAndNamed() async throws {
        let fixture = try StateFixture()
        try fixture.folder.write(String(repeating: "not a database ", count: 100), to: ".weir/state.sqlite")
        let error = try await #require(throws: WeirError.self) { _ = try await fixture.open() }
        #expect(error.code == .engineCorrupt)
        #expect(error.message == "'\(fixture.file.path)' is not a SQLite database")
        #expect(error.hint?.contains("the history of runs, check results and schedules") == true)
        #expect(try String(contentsOf: fixture.file, encoding: .utf8).hasPrefix("not a database"))
    }

    @Test func aNewerFileIsRefused() async throws {
        let fixture = try StateFixture()
        _ = try await fixture.open()
        try SQLiteConnection(fixture.file).run("pragma user_version = 99")
        let error = try await #require(throws: WeirError.self) { _ = try await fixture.open() }
        #expect(error.code == "state.newer")
    }

    @Test func aFullDiskFailsTheCallAndKeepsWhatWasCommitted() async throws {
        let fixture = try StateFixture()
        let store = try await fixture.open()
        let run = try await store.beginRun(cityBikes, steps: twoSteps)
        _ = try await store.read("pragma max_page_count = 1")
        let long = String(repeating: "x", count: 200_000)
        let error = try await #require(throws: WeirError.self) {
            try await store.finishStep(run: run.id, step: "models", .failed, error: KeptError(code: "x", message: long))
        }
        #expect(error.code == .engineDiskFull)
        #expect(try await store.run(run.id.text).steps.map(\.status) == [.pending, .pending])
    }
}
