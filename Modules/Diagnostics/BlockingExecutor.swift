import Dispatch

/// A serial executor with a queue of its own: blocking C calls on it leave Swift's cooperative pool free.
///
/// An actor that owns a C handle returns one from `unownedExecutor`.
public final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// An executor whose queue carries this label.
    public init(label: String) { queue = DispatchQueue(label: label) }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}

/// Runs one blocking call on a thread outside of the cooperative pool and waits for its result.
///
/// The call is not interrupted when the task is cancelled; a long one asks `isCancelled` of its own accord. Each call
/// has a queue of its own: the global one gets a thread more a second at most, so twenty waiting calls would hold up the
/// next one for twenty seconds.
public func offload<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "weir.offload").async { continuation.resume(with: Result(catching: body)) }
    }
}
