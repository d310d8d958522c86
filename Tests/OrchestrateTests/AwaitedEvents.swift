import Diagnostics
import Synchronization

/// A sink that a test waits at until an event came so often.
final class AwaitedEvents: EventSink {
    private struct State {
        var counts: [String: Int] = [:]
        var waiting: [(name: String, count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    func send(_ event: Event) {
        let ready = state.withLock { state in
            state.counts[event.name, default: 0] += 1
            let counts = state.counts
            let ready = state.waiting.filter { counts[$0.name, default: 0] >= $0.count }.map(\.continuation)
            state.waiting.removeAll { counts[$0.name, default: 0] >= $0.count }
            return ready
        }
        for continuation in ready { continuation.resume() }
    }

    func wait(for name: String, count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let isThere = state.counts[name, default: 0] >= count
                if !isThere { state.waiting.append((name, count, continuation)) }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }
}
