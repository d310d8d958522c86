import CMicroHTTPD
import Diagnostics
import Foundation
import Synchronization

/// An HTTP/1.1 server on one address.
///
///     let server = try WebServer.start(routes: [.get("/healthz") { _ in .text("ok") }])
///     print(server.address)   // http://127.0.0.1:40123
///     await server.stop()
public final class WebServer: Sendable {
    /// Where a server listens and what it bears.
    public struct Options: Sendable {
        /// The address or name to listen on; the default is reached from this machine only.
        public var host = "127.0.0.1"
        /// The port; 0 takes a free one.
        public var port: UInt16 = 0
        /// Further names that a request's `Host` field may carry.
        public var hostNames: [String] = []
        /// Threads that read and write; handlers do not run on them.
        public var threads = 2
        /// Connections at one time, open streams included; further ones wait in the kernel.
        public var connectionLimit = 256
        /// How long a connection may be silent.
        public var idleTimeoutSeconds = 30
        /// How long a handler may take before the client is answered by 503.
        public var handlerTimeoutSeconds = 60.0
        /// The largest body that a request may carry.
        public var bodyLimitBytes = 1 << 20
        /// Header fields of every answer; an answer's own win.
        public var headers: WebHeaders = [:]
        /// Answers a request before any route sees it, or lets it pass by nil: where a token is asked for.
        public var filter: @Sendable (WebRequest) -> WebResponse? = { _ in nil }
        /// The answer when a handler throws; by default 500 and the error's text.
        public var failure: @Sendable (any Error, WebRequest) -> WebResponse = { error, _ in
            .text(WeirError(wrapping: error).text() + "\n", status: 500)
        }

        /// The defaults.
        public init() {}
    }

    /// The port that it listens on.
    public let port: Int
    private let host: String
    private let service: Service
    private let heartbeat: Task<Void, any Error>
    /// The daemon's address; nil once it is stopped, so that it is stopped once.
    private let daemon: Mutex<UInt?>

    /// Starts to listen.
    ///
    /// Throws `http_server.port_taken`, `.address_unusable`, `.not_permitted` or `.not_started`.
    public static func start(
        _ options: Options = Options(), routes: [Route], events: any EventSink = SilentSink(),
        clock: any WallClock = SystemWallClock()
    ) throws -> WebServer {
        let listening = try ListeningSocket.open(host: options.host, port: options.port)
        let service = Service(options, routes: routes, events: events, clock: clock)
        let closure = Unmanaged.passRetained(service)
        let daemon = weir_mhd_start(
            listening.descriptor, UInt32(options.threads), UInt32(options.connectionLimit),
            UInt32(options.idleTimeoutSeconds), LibraryCalls.access, LibraryCalls.begin, LibraryCalls.end,
            closure.toOpaque())
        guard let daemon else {
            closure.release()
            listening.close()
            throw WeirError.notStarted(host: options.host, port: listening.port)
        }
        return WebServer(service, listening, daemon)
    }

    private init(_ service: Service, _ listening: ListeningSocket, _ daemon: OpaquePointer) {
        self.service = service
        port = listening.port
        host = service.options.host
        self.daemon = Mutex(UInt(bitPattern: daemon))
        heartbeat = Task { [inFlight = service.inFlight] in
            while true {
                try await Task.sleep(for: .seconds(15))
                for exchange in inFlight.all { exchange.beat() }
            }
        }
    }

    /// The address without a slash at its end, as a browser on this machine opens it: `http://127.0.0.1:8080`.
    public var address: String {
        let name = host == "0.0.0.0" ? "127.0.0.1" : host == "::" ? "::1" : host
        return "http://\(name.contains(":") ? "[\(name)]" : name):\(port)"
    }

    /// Stops: no new connections; running requests have `graceSeconds`, then they are answered by 503.
    public func stop(graceSeconds: Double = 5) async {
        guard let address = daemon.withLock({ $0.take() }) else { return }
        heartbeat.cancel()
        let listening = MHD_quiesce_daemon(OpaquePointer(bitPattern: address))
        service.inFlight.close()
        for exchange in service.inFlight.all { exchange.endStream() }
        let impatience = Task { [inFlight = service.inFlight] in
            try await Task.sleep(for: .seconds(graceSeconds))
            inFlight.abort()
        }
        await service.inFlight.drained()
        impatience.cancel()
        await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
            DispatchQueue(label: "weir.http.stop").async {
                MHD_stop_daemon(OpaquePointer(bitPattern: address))
                done.resume()
            }
        }
        if listening >= 0 { close(listening) }
        Unmanaged.passUnretained(service).release()
    }
}

/// The library's calls into Swift; the closure is the `Service`, a request's context is its `Exchange`.
private enum LibraryCalls {
    static let begin: weir_mhd_uri_callback = { closure, target, _ in
        guard let closure, let target else { return nil }
        let service = Unmanaged<Service>.fromOpaque(closure).takeUnretainedValue()
        let exchange = Exchange(target: String(cString: target), service: service)
        guard service.inFlight.insert(exchange) else { return nil }
        return Unmanaged.passRetained(exchange).toOpaque()
    }

    static let access: MHD_AccessHandlerCallback = { _, connection, _, method, _, upload, size, context in
        guard let connection, let method, let size, let raw = context?.pointee else { return .NO }
        let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
        let piece = UnsafeRawBufferPointer(start: upload, count: size.pointee)
        let goesOn = exchange.advance(connection, method: String(cString: method), body: piece)
        size.pointee = 0
        return goesOn ? .YES : .NO
    }

    static let end: MHD_RequestCompletedCallback = { _, _, context, _ in
        guard let context, let raw = context.pointee else { return }
        context.pointee = nil
        let exchange = Unmanaged<Exchange>.fromOpaque(raw)
        exchange.takeUnretainedValue().finish()
        exchange.release()
    }
}
