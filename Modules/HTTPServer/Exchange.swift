import CMicroHTTPD
import Diagnostics
import Synchronization

/// One request from its first line to the last byte of its answer.
///
/// The library calls in on one of its threads: once for the header, once for each piece of body, once at the end of the
/// body. Then the connection is suspended and the handler runs as a task; its answer resumes the connection.
final class Exchange: Sendable {
    private enum Phase { case header, body, handling, answering, finished }

    private struct State {
        var phase = Phase.header
        var request: WebRequest
        var discardedBytes = 0
        var connection: Connection?
        var answer: WebResponse?
        var work: Task<Void, Never>?
        var stream: EventStream?
    }

    private let state: Mutex<State>
    private let service: Service

    init(target: String, service: Service) {
        self.service = service
        state = Mutex(State(request: WebRequest("", target)))
    }

    /// Takes one call of the library; `body` is a piece of the request's body. False cuts the connection.
    func advance(_ pointer: OpaquePointer, method: String, body: UnsafeRawBufferPointer) -> Bool {
        let phase = state.withLock { $0.phase }
        switch phase {
        case .header: return begin(pointer, method: method)
        case .body where body.isEmpty: return hand(over: Connection(pointer))
        case .body: return take(body)
        case .handling: return answer(pointer)
        case .answering, .finished: return true
        }
    }

    private func begin(_ pointer: OpaquePointer, method: String) -> Bool {
        let headers = Self.headers(of: pointer)
        let request = state.withLock { state in
            state.request.method = method
            state.request.headers = headers
            state.phase = .body
            return state.request
        }
        guard let refusal = service.refusal(of: request) else { return true }
        state.withLock { $0.answer = refusal }
        return answer(pointer)
    }

    private func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        let limit = service.options.bodyLimitBytes
        return state.withLock { state in
            if state.discardedBytes == 0, state.request.body.count + piece.count <= limit {
                state.request.body += piece
            } else {
                state.discardedBytes += piece.count
                state.answer = service.tooLarge
            }
            return state.discardedBytes <= 16 * limit
        }
    }

    private func hand(over connection: Connection) -> Bool {
        let request: WebRequest? = state.withLock { state in
            // Looked at under the lock: from here on either `abort` meets a handler, or nothing is suspended any more.
            if state.answer == nil, service.inFlight.isImpatient { state.answer = Self.stopping }
            guard state.answer == nil else { return nil }
            connection.suspend()
            state.phase = .handling
            state.connection = connection
            return state.request
        }
        guard let request else { return connection.pointer.map(answer) ?? false }
        let work = Task { [service] in await service.handle(request, self.complete) }
        state.withLock { $0.work = work }
        return true
    }

    /// Gives the answer and resumes the connection; later answers to the same request are dropped.
    func complete(_ response: WebResponse) {
        state.withLock { state in
            guard state.phase == .handling, state.answer == nil else { return }
            state.answer = response
            // Under the lock: `WebServer.stop` completes what is left, and may free the daemon only afterwards.
            state.connection?.resume()
        }
    }

    private func answer(_ pointer: OpaquePointer) -> Bool {
        let (request, answer) = state.withLock { ($0.request, $0.answer) }
        guard let answer else { return true }
        let complete = answer.ranged(by: request).conditional(on: request)
        state.withLock { state in
            state.phase = .answering
            if case .events(let stream) = complete.body { state.stream = stream }
        }
        // `stop` may have looked for streams before this one was there.
        if service.inFlight.isClosed { endStream() }
        return complete.queue(on: pointer, adding: service.options.headers)
    }

    /// The library is done with the request: nothing may touch its connection from here on.
    func finish() {
        let (work, stream) = state.withLock { state in
            state.phase = .finished
            state.connection = nil
            return (state.work, state.stream)
        }
        work?.cancel()
        stream?.detach()
        service.inFlight.remove(self)
    }

    /// Ends its stream, or answers that the server stops and cancels the handler. Nobody waits for a client that still
    /// sends its request or still reads its answer.
    func abort() {
        let (phase, work, stream) = state.withLock { ($0.phase, $0.work, $0.stream) }
        if phase == .handling {
            complete(Self.stopping)
            work?.cancel()
        } else if let stream {
            stream.close()
        } else {
            service.inFlight.remove(self)
        }
    }

    private static let stopping = WebResponse.text("the server is stopping\n", status: 503)

    func endStream() { state.withLock { $0.stream }?.close() }

    func beat() { state.withLock { $0.stream }?.beat() }

    private static func headers(of pointer: OpaquePointer) -> WebHeaders {
        var headers = WebHeaders()
        withUnsafeMutablePointer(to: &headers) { place in
            _ = MHD_get_connection_values(
                pointer, .HEADER_KIND,
                { closure, _, key, value in
                    if let key {
                        closure?.assumingMemoryBound(to: WebHeaders.self).pointee
                            .add(String(cString: key), value.map { String(cString: $0) } ?? "")
                    }
                    return .YES
                }, place)
        }
        return headers
    }
}

extension WebResponse {
    /// Hands the answer to the library, which sends it.
    func queue(on pointer: OpaquePointer, adding always: WebHeaders) -> Bool {
        guard let response = makeResponse(Connection(pointer)) else { return false }
        defer { MHD_destroy_response(response) }
        for field in always.merging(headers).fields { MHD_add_response_header(response, field.name, field.value) }
        return MHD_queue_response(pointer, UInt32(status), response) == .YES
    }

    private func makeResponse(_ connection: Connection) -> OpaquePointer? {
        switch body {
        case .bytes(let bytes):
            return bytes.withUnsafeBytes { buffer in
                MHD_create_response_from_buffer(
                    buffer.count, UnsafeMutableRawPointer(mutating: buffer.baseAddress), .RESPMEM_MUST_COPY)
            }
        case .events(let stream):
            stream.attach(connection)
            return MHD_create_response_from_callback(
                UInt64.max, 16 << 10,
                { closure, _, buffer, size in
                    guard let closure, let buffer else { return weir_mhd_end_with_error() }
                    let stream = Unmanaged<EventStream>.fromOpaque(closure).takeUnretainedValue()
                    return stream.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size))
                }, Unmanaged.passRetained(stream).toOpaque(),
                { closure in if let closure { Unmanaged<EventStream>.fromOpaque(closure).release() } })
        case .cutShort(let bytes, let promisedBytes):
            return MHD_create_response_from_callback(
                UInt64(promisedBytes), 16 << 10,
                { closure, position, buffer, size in
                    guard let closure, let buffer else { return weir_mhd_end_with_error() }
                    let rest = Unmanaged<BytesBox>.fromOpaque(closure).takeUnretainedValue().bytes.dropFirst(
                        Int(position))
                    guard !rest.isEmpty else { return weir_mhd_end_with_error() }
                    UnsafeMutableRawBufferPointer(start: buffer, count: size).copyBytes(from: rest.prefix(size))
                    return min(size, rest.count)
                }, Unmanaged.passRetained(BytesBox(bytes)).toOpaque(),
                { closure in if let closure { Unmanaged<BytesBox>.fromOpaque(closure).release() } })
        }
    }
}

private final class BytesBox: Sendable {
    let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }
}
