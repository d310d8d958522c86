import Diagnostics
import Foundation
import JSON
import Synchronization

/// Tells how far a run has come, as events of level `progress`, at most ten a second.
final class IngestProgress: Sendable {
    private struct State {
        var phase = ""
        var doneBytes = 0
        var totalBytes: Int?
        var rows = 0
        var lastSent = Date.distantPast
    }

    private let state = Mutex(State())
    private let source: String
    private let clock: any WallClock
    private let events: any EventSink

    init(source: String, clock: any WallClock, events: any EventSink) {
        (self.source, self.clock, self.events) = (source, clock, events)
    }

    /// Begins a phase: `extract` or `load`. A total of 0 is unknown.
    func begin(_ phase: String, totalBytes: Int) {
        state.withLock { state in
            state = State(phase: phase, totalBytes: totalBytes > 0 ? totalBytes : nil)
        }
    }

    /// The present file stands at this many bytes.
    func move(bytes: Int, totalOfFile: Int? = nil) {
        send { state in
            let total = max(state.totalBytes ?? 0, state.doneBytes + (totalOfFile ?? 0))
            return (state.doneBytes + bytes, total > 0 ? total : nil)
        }
    }

    /// A file is done.
    func finish(file: String, bytes: Int, rows: Int = 0) {
        state.withLock { state in
            state.doneBytes += bytes
            state.rows += rows
            state.lastSent = .distantPast
        }
        send { ($0.doneBytes, $0.totalBytes) }
    }

    private func send(_ figures: (State) -> (bytes: Int, total: Int?)) {
        let now = clock.now
        let event: Event? = state.withLock { state in
            guard now.timeIntervalSince(state.lastSent) >= 0.1 else { return nil }
            state.lastSent = now
            let (bytes, total) = figures(state)
            var fields: JSONObject = [
                "source": .string(source), "phase": .string(state.phase), "bytes": .integer(Int64(bytes)),
            ]
            fields["total_bytes"] = total.map { .integer(Int64($0)) }
            if state.rows > 0 { fields["rows"] = .integer(Int64(state.rows)) }
            return Event("ingest.progress", "\(source): \(state.phase)", at: now, level: .progress, fields: fields)
        }
        if let event { events.send(event) }
    }
}
