import Diagnostics
import DurableFiles
import Foundation
import JSON
import Orchestrate
import RunStore
import Synchronization

/// A store and a runner in a folder of their own; steps do what `work` says.
struct OrchestrateFixture: Sendable {
    let folder: TemporaryDirectory
    let clock: any WallClock
    let events = CollectingSink()
    let store: StateStore

    init(clock: any WallClock = ManualClock(), folder: TemporaryDirectory? = nil) async throws {
        let folder = try folder ?? TemporaryDirectory(prefix: "weir-orchestrate")
        self.folder = folder
        self.clock = clock
        store = try await StateStore.open(folder.file("state.sqlite"), clock: clock)
    }

    func runner(
        concurrency: Int = 2, events: (any EventSink)? = nil, store: StateStore? = nil,
        _ work: @escaping StepFunctions.Function
    ) -> Runner {
        Runner(
            functions: StepFunctions(all: work), known: .fake, store: store ?? self.store, clock: clock,
            events: FanOutSink([self.events] + (events.map { [$0] } ?? [])), locks: folder.file("locks"),
            concurrency: concurrency, random: { 0 })
    }

    /// `step.started a`, `step.finished a succeeded`, `run.finished succeeded`, …
    var story: [String] {
        events.events.map { event in
            [event.name, event.fields["step"]?.string, event.fields["status"]?.string].compactMap { $0 }
                .joined(separator: " ")
        }
    }
}

extension KnownNames {
    static let fake = KnownNames(
        sources: ["a", "b", "c"], suites: ["a.raw"], notebooks: ["eda"],
        validateSelection: { if $0 == "tag:nothing" { throw WeirError("transform.empty", "it selects nothing") } })
}

/// Words in the order in which steps wrote them.
final class Notes: Sendable {
    private let words = Mutex<[String]>([])
    func add(_ word: String) { words.withLock { $0.append(word) } }
    var all: [String] { words.withLock { $0 } }
}

/// Opens once; who waits for it goes on then, or when its task is cancelled.
final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func open() { continuation.finish() }
    func wait() async throws {
        for await _ in stream {}
        try Task.checkCancellation()
    }
}

extension Pipeline {
    static func test(_ steps: Step..., schedule: Schedule? = nil) -> Pipeline {
        Pipeline("test", schedule: schedule, steps: steps)
    }
}
