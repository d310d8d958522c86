import Diagnostics
import DurableFiles
import Foundation
import RunStore
import Synchronization

/// A state file in a folder of its own, a clock that stands at 2024-06-01 00:00:00 UTC, suffixes `aaaa`, `aaab`, …
struct StateFixture {
    let folder: TemporaryDirectory
    let clock = ManualClock(Date(timeIntervalSince1970: 1_717_200_000))
    var file: URL { folder.file(".weir/state.sqlite") }

    init() throws { folder = try TemporaryDirectory(prefix: "weir-state") }

    func open(process: ProcessIdentity = .current, suffixes: [String] = []) async throws -> StateStore {
        let given = Suffixes(suffixes)
        return try await StateStore.open(file, clock: clock, suffix: { given.next() }, process: process)
    }
}

/// Suffixes one after the other: the given ones, then letters that count up.
final class Suffixes: Sendable {
    private let state: Mutex<(given: [String], count: Int)>

    init(_ given: [String]) { state = Mutex((given, 0)) }

    func next() -> String {
        state.withLock { state in
            if !state.given.isEmpty { return state.given.removeFirst() }
            state.count += 1
            return "aaa" + String(UnicodeScalar(UInt8(96 + state.count)))
        }
    }
}

/// A process that is gone: its number is this one's, its start was another.
let goneProcess = ProcessIdentity(processID: getpid(), start: "another boot/1")

let twoSteps = [NewStep("bike_trips", kind: "ingest"), NewStep("models", kind: "transform")]
let cityBikes = NewRun(pipeline: "city_bikes", target: "dev", definition: "v1", settings: #"{"from":"2024-05"}"#)
