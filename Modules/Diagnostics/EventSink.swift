import Foundation
import Synchronization

/// Where events go.
public protocol EventSink: Sendable {
    /// Takes one event; never throws and never blocks for long: work must not fail because of its log.
    func send(_ event: Event)
}

/// A sink that drops every event.
public struct SilentSink: EventSink {
    /// A sink that drops every event.
    public init() {}
    public func send(_ event: Event) {}
}

/// A sink that keeps events in memory, for tests.
public final class CollectingSink: EventSink {
    private let collected = Mutex<[Event]>([])

    /// An empty sink.
    public init() {}

    public func send(_ event: Event) { collected.withLock { $0.append(event) } }

    /// The events so far, in order.
    public var events: [Event] { collected.withLock { $0 } }
}

/// A sink that hands every event to several others.
public struct FanOutSink: EventSink {
    private let sinks: [any EventSink]

    /// A sink over these.
    public init(_ sinks: [any EventSink]) { self.sinks = sinks }

    public func send(_ event: Event) { for sink in sinks { sink.send(event) } }
}

/// A sink that completes events on their way: the run's id, a step's name.
public struct ScopedSink: EventSink {
    private let next: any EventSink
    private let complete: @Sendable (inout Event) -> Void

    /// A sink that changes each event by `complete` and hands it to `next`.
    public init(_ next: any EventSink, _ complete: @escaping @Sendable (inout Event) -> Void) {
        self.next = next
        self.complete = complete
    }

    public func send(_ event: Event) {
        var event = event
        complete(&event)
        next.send(event)
    }
}

/// A sink that appends one JSON object a line to a file; events of level `progress` are left out.
///
/// Several processes may append to one file. Where it is full it is put aside: `runs.jsonl` becomes `runs.1.jsonl`, and so
/// on; `LogTail` reads over all of them. A line that cannot be written is counted, not thrown.
public final class JSONLinesSink: EventSink {
    private let file: LogFile
    private let masker: Masker
    private let lost = Mutex(0)

    /// Opens (and creates) the file with its folders; throws `log.unwritable` when that is impossible.
    ///
    /// - Parameters:
    ///   - limitBytes: how large a file may grow; 20 MiB if not said.
    ///   - keptFiles: how many that were put aside are kept, 1 to 9.
    public init(
        appendingTo file: URL, masker: Masker = Masker(), limitBytes: Int = 20 << 20, keptFiles: Int = 3
    ) throws {
        self.file = try LogFile(appendingTo: file, limitBytes: limitBytes, kept: keptFiles)
        self.masker = masker
    }

    public func send(_ event: Event) {
        guard event.level > .progress else { return }
        let line = masker.mask(event.json.text()) + "\n"
        if !file.append(Array(line.utf8)) { lost.withLock { $0 += 1 } }
    }

    /// How many lines could not be written.
    public var lostLines: Int { lost.withLock { $0 } }
}
