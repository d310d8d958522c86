import Dispatch
import Foundation
import Synchronization

/// What Ctrl-C does to a program.
public enum Interrupts {
    /// Runs `body` as a task that the first SIGINT or SIGTERM cancels; a second one ends the process with 130.
    ///
    /// SIGPIPE and SIGXFSZ are ignored from here on: a reader that goes away, and a file that may not grow, show as failing
    /// writes.
    public static func cancelling(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        let work = Work()
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM] { sources.append(await source(of: number) { work.stop() }) }
        let code = await work.run(body)
        for source in sources { source.cancel() }
        return code
    }

    /// A source that already listens: a signal sent from now on is not lost. Dispatch puts its own handler in place.
    private static func source(
        of number: Int32, _ handle: @escaping @Sendable () -> Void
    ) async -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInitiated))
        source.setEventHandler(handler: handle)
        await withCheckedContinuation { continuation in
            source.setRegistrationHandler { continuation.resume() }
            source.resume()
        }
        return source
    }

    /// The task, and whether somebody asked it to stop.
    private final class Work: Sendable {
        private struct State {
            var task: Task<Int32, Never>?
            var stops = 0
        }

        private let state = Mutex(State())

        func run(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
            let task = Task { await body() }
            let isStopped = state.withLock { state in
                state.task = task
                return state.stops > 0
            }
            if isStopped { task.cancel() }
            return await task.value
        }

        func stop() {
            state.withLock { state in
                state.stops += 1
                if state.stops > 1 { _exit(130) }
                state.task?.cancel()
            }
        }
    }
}
