import Diagnostics
import Foundation
import Orchestrate
import RunStore

/// A pipeline of six steps that do nothing: what a run costs by itself.
struct StepsCase {
    let files: BenchFiles

    func measure() async throws -> Measurement {
        let folder = try files.freshWork()
        let store = try await StateStore.open(folder.appending(path: "state.sqlite"))
        let names = (1...6).map { "step\($0)" }
        let runner = Runner(
            functions: StepFunctions(all: { _, _ in StepResult() }),
            known: KnownNames(sources: names, suites: [], notebooks: []), store: store, events: SilentSink(),
            locks: folder.appending(path: "locks"))
        let pipeline = Pipeline("empty", steps: names.map { .ingest($0) })
        return Measurement(
            seconds: try await Measurement.seconds { _ = try await runner.run(pipeline, target: "dev") })
    }
}
