import CMicroHTTPD
import Synchronization

/// Server-sent events to one client: whoever holds it sends, the connection takes when it can.
///
/// The connection sleeps (suspended) while there is nothing to send, so a thousand idle streams cost no thread.
public final class EventStream: Sendable {
    private struct State {
        var waiting: [UInt8] = []
        var connection: Connection?
        var isSuspended = false
        var isClosed = false
    }

    private let state = Mutex(State())
    private let limitBytes = 1 << 20

    /// A stream without a client yet.
    public init() {}

    /// Sends one event; a client that lets more than 1 MiB pile up is dropped.
    public func send(event: String? = nil, data: String) {
        var text = event.map { "event: \($0)\n" } ?? ""
        for line in data.split(separator: "\n", omittingEmptySubsequences: false) { text += "data: \(line)\n" }
        append(text + "\n")
    }

    /// Sends a line that clients ignore; it is how a client that went away is noticed.
    func beat() { append(":\n\n") }

    /// Ends the stream after what was sent.
    public func close() {
        state.withLock { state in
            state.isClosed = true
            Self.wake(&state)
        }
    }

    /// Whether it was ended by either side.
    public var isClosed: Bool { state.withLock { $0.isClosed } }

    private func append(_ text: String) {
        state.withLock { state in
            guard !state.isClosed else { return }
            if state.waiting.count > limitBytes { state.isClosed = true } else { state.waiting += text.utf8 }
            Self.wake(&state)
        }
    }

    private static func wake(_ state: inout State) {
        guard state.isSuspended else { return }
        state.isSuspended = false
        state.connection?.resume()
    }

    // MARK: On the server's threads

    func attach(_ connection: Connection) { state.withLock { $0.connection = connection } }

    /// The client is gone, or the server stops: the connection must not be touched any more.
    func detach() {
        state.withLock { state in
            state.connection = nil
            state.isSuspended = false
            state.isClosed = true
        }
    }

    /// Fills the buffer, or suspends the connection when there is nothing.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        state.withLock { state in
            let count = min(buffer.count, state.waiting.count)
            if count > 0 {
                buffer.copyBytes(from: state.waiting.prefix(count))
                state.waiting.removeFirst(count)
                return count
            }
            guard !state.isClosed, let connection = state.connection else { return weir_mhd_end_of_stream() }
            connection.suspend()
            state.isSuspended = true
            return 0
        }
    }
}

/// A connection of the C library, by address: it is valid until the request's completion is reported, and whoever keeps
/// one forgets it then (`EventStream.detach`, `Exchange.finish`).
struct Connection: Sendable, Hashable {
    private let address: UInt

    init(_ pointer: OpaquePointer) { address = UInt(bitPattern: pointer) }

    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

    func suspend() { MHD_suspend_connection(pointer) }

    func resume() { MHD_resume_connection(pointer) }
}
