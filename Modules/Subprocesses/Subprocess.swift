import CSpawn
import Diagnostics
import Foundation
import Synchronization

/// A program that runs beside this one.
///
/// It gets its three descriptors and no other: what this process has open elsewhere (a socket, a lock, the end of a pipe)
/// is never held open by a child. It is reaped by itself; dropping the value neither ends it nor waits.
public final class Subprocess: Sendable {
    /// The number of the process; once `ending` is known it may belong to another one.
    public let processID: Int32
    /// Whether it leads a group of processes.
    public let leadsGroup: Bool

    private let keptOutput: KeptOutput.Stream?
    private let keptMessages: KeptOutput.Stream?
    private let state = Mutex(State())

    private struct State {
        var isReaped = false
        var ending: SubprocessEnding?
        var waiting: [@Sendable (SubprocessEnding) -> Void] = []
    }

    /// Starts a program.
    ///
    /// Without `messages` standard error goes where standard output goes. Throws `subprocess.missing` for a program or a
    /// folder that is not there and `subprocess.not_started` for everything else.
    public init(
        _ launch: SubprocessLaunch, input: SubprocessInput = .null, output: SubprocessOutput,
        messages: SubprocessOutput? = nil
    ) throws {
        leadsGroup = launch.leadsGroup
        var plan = DescriptorPlan()
        defer { plan.closeTheirs() }
        do {
            let first = try plan.descriptor(for: input)
            let second = try plan.descriptor(for: output, inherited: 1)
            let third = try messages.map { try plan.descriptor(for: $0, inherited: 2) }
            (keptOutput, keptMessages) = (second.stream, third?.stream)
            processID = try Self.spawn(launch, [first, second.descriptor, (third ?? second).descriptor])
        } catch {
            plan.closeOurs()
            throw error
        }
        watch(plan.kept)
    }

    /// One thread waits for the end; a second one reads along where something is kept.
    private func watch(_ kept: KeptOutput?) {
        let isRead = DispatchSemaphore(value: 0)
        Self.detach("weir.subprocess.wait") { [self] in
            weir_await_exit(processID)
            let ending = reap()
            if let kept {
                kept.noteEnd()
                isRead.wait()
            }
            finish(ending)
        }
        guard let kept else { return }
        Self.detach("weir.subprocess.read") {
            kept.readAll()
            isRead.signal()
        }
    }

    private static func detach(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = name
        thread.start()
    }

    private static let busyTries = 200

    private static func spawn(_ launch: SubprocessLaunch, _ descriptors: [Int32]) throws -> pid_t {
        let path = try launch.path()
        let words = ([launch.program] + launch.arguments).map { strdup($0) } + [nil]
        let variables = launch.environment.map { $0.map { strdup("\($0.key)=\($0.value)") } + [nil] }
        defer { for text in words + (variables ?? []) { free(text) } }
        var process: pid_t = 0
        var error: Int32 = 0
        // A program that was written a moment ago is busy as long as a child of another thread, between its start and its
        // closing of descriptors, has it open for writing: a few milliseconds.
        for _ in 0..<busyTries {
            error = weir_spawn(
                path, words, variables, launch.directory?.path, descriptors, launch.leadsGroup, &process)
            guard error == ETXTBSY else { break }
            usleep(2000)
        }
        guard error == 0 else { throw WeirError.notStarted(launch, errorNumber: error) }
        return process
    }

    // MARK: Its end

    /// How it ended; nil while it runs or while what it wrote is still being read.
    public var ending: SubprocessEnding? { state.withLock { $0.ending } }

    /// Waits for its end, and for the rest of what is kept.
    ///
    /// What a program leaves running in the background is not waited for, even where that holds the output open.
    public func waitForEnd() async -> SubprocessEnding {
        await withCheckedContinuation { continuation in whenOver { continuation.resume(returning: $0) } }
    }

    /// Waits as `waitForEnd` does and holds up the thread: for code that has a thread of its own.
    public func blockUntilEnd() {
        let isOver = DispatchSemaphore(value: 0)
        whenOver { _ in isOver.signal() }
        isOver.wait()
    }

    private func whenOver(_ body: @escaping @Sendable (SubprocessEnding) -> Void) {
        let ending = state.withLock { state in
            if state.ending == nil { state.waiting.append(body) }
            return state.ending
        }
        if let ending { body(ending) }
    }

    /// Waits for its end as `waitForEnd` does; when the task is cancelled, it is told to end first (SIGTERM).
    public func finish() async throws -> SubprocessEnding {
        let ending = await withTaskCancellationHandler {
            await waitForEnd()
        } onCancel: {
            send(SIGTERM)
        }
        try Task.checkCancellation()
        return ending
    }

    /// Sends a signal to it, and to its group where it leads one; nothing when it is over.
    public func send(_ signal: Int32) {
        // Under the lock: it cannot be reaped in between, so the number is still its own.
        state.withLock { if !$0.isReaped { _ = kill(leadsGroup ? -processID : processID, signal) } }
    }

    /// The last bytes of standard output (and of standard error, when it goes there too) that were kept so far, as text.
    public var output: String { keptOutput?.text ?? "" }

    /// The last bytes of standard error that were kept so far, as text.
    public var messages: String { keptMessages?.text ?? "" }

    private func reap() -> SubprocessEnding {
        state.withLock { state in
            var bySignal = false
            let number = weir_reap(processID, &bySignal)
            state.isReaped = true
            return bySignal ? .signalled(number) : .exited(number)
        }
    }

    private func finish(_ ending: SubprocessEnding) {
        let waiting = state.withLock { state in
            state.ending = ending
            defer { state.waiting = [] }
            return state.waiting
        }
        for body in waiting { body(ending) }
    }
}
