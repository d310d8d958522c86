import Diagnostics
import Synchronization

/// What the server's threads share: the routes, the limits, the requests that are under way.
final class Service: Sendable {
    let options: WebServer.Options
    let inFlight = InFlight()
    private let router: Router
    private let hosts: HostCheck
    private let events: any EventSink
    private let clock: any WallClock

    init(_ options: WebServer.Options, routes: [Route], events: any EventSink, clock: any WallClock) {
        self.options = options
        self.events = events
        self.clock = clock
        router = Router(routes: routes)
        hosts = HostCheck(listensOn: options.host, names: options.hostNames)
    }

    var tooLarge: WebResponse { .text("the body is larger than \(options.bodyLimitBytes) bytes\n", status: 413) }

    /// The answer to a request that no handler shall see, or nil.
    func refusal(of request: WebRequest) -> WebResponse? {
        guard hosts.accepts(request.headers["Host"]) else {
            return .text("this server is not known by the name in the request's Host field\n", status: 421)
        }
        if let length = request.headers["Content-Length"].flatMap(Int.init), length > options.bodyLimitBytes {
            return tooLarge
        }
        return options.filter(request)
    }

    /// Runs the handler and reports its answer once; after the time limit the answer is 503.
    func handle(_ request: WebRequest, _ complete: @escaping @Sendable (WebResponse) -> Void) async {
        let limit = Task { [options] in
            try await Task.sleep(for: .seconds(options.handlerTimeoutSeconds))
            complete(.text("the answer took longer than \(options.handlerTimeoutSeconds) s\n", status: 503))
        }
        defer { limit.cancel() }
        let start = clock.now
        let response: WebResponse
        do { response = try await router.answer(request) } catch { response = options.failure(error, request) }
        complete(response)
        let milliseconds = (clock.now.timeIntervalSince(start) * 1000).rounded()
        events.send(
            Event(
                "http.request.finished", "\(request.method) \(request.path) \(response.status)", at: clock.now,
                level: .debug,
                fields: ["status": .integer(Int64(response.status)), "milliseconds": .number(milliseconds)]))
    }
}

/// The requests that are under way, and who waits for the last of them.
final class InFlight: Sendable {
    private struct State {
        var exchanges: [ObjectIdentifier: Exchange] = [:]
        var waiters: [CheckedContinuation<Void, Never>] = []
        var isClosed = false
        var isImpatient = false
    }

    private let state = Mutex(State())

    var all: [Exchange] { state.withLock { Array($0.exchanges.values) } }

    /// Whether no further request is let in.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Whether no handler may begin any more.
    var isImpatient: Bool { state.withLock { $0.isImpatient } }

    /// Ends what is under way, and lets nothing begin that would have to be ended.
    func abort() {
        state.withLock { $0.isImpatient = true }
        for exchange in all { exchange.abort() }
    }

    /// From here on no request is let in: none may be suspended while the daemon is stopped.
    func close() { state.withLock { $0.isClosed = true } }

    /// Lets a request in; false when the server stops.
    func insert(_ exchange: Exchange) -> Bool {
        state.withLock { state in
            if !state.isClosed { state.exchanges[ObjectIdentifier(exchange)] = exchange }
            return !state.isClosed
        }
    }

    func remove(_ exchange: Exchange) {
        let waiters = state.withLock { state in
            state.exchanges[ObjectIdentifier(exchange)] = nil
            guard state.exchanges.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Returns when none is left.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                if !state.exchanges.isEmpty { state.waiters.append(continuation) }
                return state.exchanges.isEmpty
            }
            if isEmpty { continuation.resume() }
        }
    }
}
