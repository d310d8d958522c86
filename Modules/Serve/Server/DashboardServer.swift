import Charts
import Diagnostics
import Foundation
import HTTPServer
import RunStore

/// The dashboard: pages, their data as JSON and CSV, and the health of the server.
///
///     let dashboard = try await DashboardServer.start(options, source: snapshots, state: StateReader(file))
///     print(dashboard.address)
///     await dashboard.stop()
public final class DashboardServer: Sendable {
    /// Where a dashboard listens and what it shows.
    public struct Options: Sendable {
        /// The project's name.
        public var name: String
        /// The target whose data is shown.
        public var target: String
        /// The folder of the pages.
        public var pages: URL
        /// The folder as messages name it.
        public var shownPages = "Modules/Serve/Pages"
        /// The chart library that set-up writes.
        public var bundle: URL
        /// What draws charts as pictures; without it none can be linked or kept.
        public var painter: ChartPainter.Setup?
        /// The manifest of the models; it need not be there.
        public var manifest: URL
        /// The log of runs; it need not be there.
        public var log: URL
        /// The address to listen on. Every other than loopback needs a token.
        public var host = "127.0.0.1"
        /// The port; 0 takes a free one.
        public var port: UInt16 = 8080
        /// Further names that browsers may call this server by.
        public var hostNames: [String] = []
        /// What whoever reads has to know.
        public var token: Secret?
        /// Whether open pages follow changes.
        public var isLive = true

        /// The options of a project whose data lies under `root/.weir`.
        public init(name: String, target: String, root: URL) {
            self.name = name
            self.target = target
            pages = root.appending(path: "Modules/Serve/Pages")
            bundle = root.appending(path: ".weir/web/vega.js")
            manifest = root.appending(path: ".weir/target/manifest.json")
            log = root.appending(path: ".weir/logs/runs.jsonl")
        }
    }

    private let server: WebServer
    private let watching: Task<Void, any Error>?
    private let painter: ChartPainter?

    /// Starts to listen; pages are read with every request, so a wrong page does not keep it from starting.
    ///
    /// Throws `serve.token_needed`, `serve.no_pages` and the errors of `WebServer.start`.
    public static func start(
        _ options: Options, source: any PublishedSource, state: StateReader?, events: any EventSink = SilentSink(),
        clock: any WallClock = SystemWallClock()
    ) async throws -> DashboardServer {
        if options.token == nil, !isLoopback(options.host) { throw WeirError.tokenNeeded(host: options.host) }
        let painter = options.painter.map(ChartPainter.init)
        let site = Site(options, source: source, state: state, painter: painter)
        _ = try await site.library.pages()
        var web = WebServer.Options()
        (web.host, web.port, web.hostNames) = (options.host, options.port, options.hostNames)
        web.headers = securityHeaders
        let access = Access(token: options.token)
        web.filter = { access.refusal(of: $0) }
        web.failure = { error, request in Answers.failure(WeirError(wrapping: error), request) }
        let live = LiveReload()
        let routes = [Assets(bundle: options.bundle).route, live.route] + site.routes
        let server = try WebServer.start(web, routes: routes, events: events, clock: clock)
        let watching =
            options.isLive
            ? Task {
                try await live.watch(
                    pages: site.library, source: source, notices: site.runner.notices, clock: clock, everySeconds: 1)
            } : nil
        return DashboardServer(server, watching, painter)
    }

    private init(_ server: WebServer, _ watching: Task<Void, any Error>?, _ painter: ChartPainter?) {
        (self.server, self.watching, self.painter) = (server, watching, painter)
    }

    /// The address that a browser on this machine opens.
    public var address: String { server.address }

    /// Stops; running requests have a few seconds.
    public func stop(graceSeconds: Double = 5) async {
        watching?.cancel()
        await server.stop(graceSeconds: graceSeconds)
        await painter?.close()
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }

    /// Nothing from elsewhere, nothing inline, nobody's frame.
    private static let securityHeaders: WebHeaders = [
        "Content-Security-Policy": """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        form-action 'self'; base-uri 'none'; frame-ancestors 'none'
        """,
        "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    ]
}
