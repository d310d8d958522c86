import Diagnostics
import Dispatch
import Foundation
import Synchronization

/// What Ctrl-C does to a program.
public enum Interrupts {
    /// Runs `body` as a task that the first SIGINT or SIGTERM cancels; a second one ends the process with 130.
    ///
    /// SIGPIPE is ignored from here on: a reader that goes away shows as a failing write.
    public static func cancelling(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        let task = Task { await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            return source(of: number) { isFirst in if isFirst { task.cancel() } else { _exit(130) } }
        }
        let code = await task.value
        for source in sources { source.cancel() }
        return code
    }

    private static func source(
        of number: Int32, _ handle: @escaping @Sendable (_ isFirst: Bool) -> Void
    ) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue.global(qos: .userInitiated))
        let seen = Seen()
        source.setEventHandler { handle(seen.isFirst()) }
        source.resume()
        return source
    }

    private final class Seen: Sendable {
        private let count = Mutex(0)

        func isFirst() -> Bool {
            count.withLock {
                $0 += 1
                return $0 == 1
            }
        }
    }
}
