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
/// Each line is one `write` to a descriptor opened for appending, so lines of several processes do not mix. A line that
/// cannot be written is counted, not thrown.
public final class JSONLinesSink: EventSink {
    private let handle: FileHandle
    private let masker: Masker
    private let lost = Mutex(0)

    /// Opens (and creates) the file with its folders; throws when that is impossible.
    public init(appendingTo file: URL, masker: Masker = Masker()) throws {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw WeirError(
                "log.unwritable", "the log '\(file.path)' cannot be written: \(String(cString: strerror(errno)))",
                hint: "check the permissions of its folder", kind: .usage)
        }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.masker = masker
    }

    public func send(_ event: Event) {
        guard event.level > .progress else { return }
        let line = masker.mask(event.json.text()) + "\n"
        do { try handle.write(contentsOf: Data(line.utf8)) } catch { lost.withLock { $0 += 1 } }
    }

    /// How many lines could not be written.
    public var lostLines: Int { lost.withLock { $0 } }
}
