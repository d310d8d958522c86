import Charts
import Diagnostics
import Foundation
import JSON
import RunStore
import Serve
import Terminal

/// `weir serve`: the dashboard, until it is stopped.
enum ServeCommand {
    static let port = Option.value("port", portForm, default: 8080, "port to listen on; 0 takes a free one")
    static let host = Option.value(
        "host", .text("ADDRESS"), default: "127.0.0.1", "address to listen on; every other than loopback needs a token")
    static let token = Option.optional(
        "token", .text("TOKEN"),
        "what readers have to know; better set as WEIR_SERVE_TOKEN, which no list of processes shows")
    static let names = Option<[String]>.repeated(
        "name", .text("HOST"), "a further name that browsers call this server by")

    static let command = Command(
        "serve", "serve the dashboard of the published data",
        discussion: """
            Shows the pages of Modules/Serve/Pages over the latest snapshot. Open pages follow new data and changed files. It \
            holds nothing that a run needs, and a run never stops it. Ctrl-C ends it.
            """,
        examples: [
            .init("weir serve", "then open http://127.0.0.1:8080"),
            .init("WEIR_SERVE_TOKEN=long-and-secret weir serve --host 0.0.0.0", "for other machines, with a token"),
        ],
        options: [port, host, token, names], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let dashboard = try await DashboardServer.start(
            options(session), source: session.snapshotSource, state: StateReader(session.paths.state),
            clock: session.clock)
        if invocation.wantsJSON {
            session.console.print(["address": .string(dashboard.address)])
        } else {
            session.console.print("serving \(session.project.name) at \(dashboard.address)")
        }
        if session.snapshots.currentFile == nil {
            session.console.note(
                "nothing is published yet: run `weir run city_bikes`, and the pages fill by themselves")
        }
        session.console.note("stop with Ctrl-C")
        while !Task.isCancelled { try? await session.clock.sleep(seconds: 3600) }
        await dashboard.stop(graceSeconds: 1)
    }

    private static func options(_ session: Session) throws -> DashboardServer.Options {
        let invocation = session.invocation
        var options = DashboardServer.Options(
            name: session.project.name, target: session.target.name, root: session.paths.root)
        options.pages = session.paths.pages
        options.shownPages = session.paths.shown(session.paths.pages)
        options.bundle =
            SetUpFiles(project: session.paths, invocation.environment).chartLibrary.map { URL(filePath: $0) }
            ?? options.bundle
        options.painter = SetUpFiles(project: session.paths, invocation.environment).pythonPackages.map {
            ChartPainter.Setup(packages: $0)
        }
        options.log = session.paths.runsLog
        options.manifest = session.paths.artifacts.appending(path: "manifest.json")
        options.port = UInt16(try invocation[port])
        options.host = try invocation[host]
        options.hostNames = try invocation[names]
        let known = try invocation[token] ?? invocation.environment["WEIR_SERVE_TOKEN"]
        options.token = known.flatMap { $0.isEmpty ? nil : Secret($0) }
        return options
    }

    private static var portForm: ValueForm<Int> {
        ValueForm("PORT", expectation: "a number from 0 to 65535") { text in
            Int(text).flatMap { (0...65_535).contains($0) ? $0 : nil }
        }
    }
}

extension Session {
    /// The snapshots of the target, the current one kept open for reading.
    var snapshotSource: SnapshotSource {
        SnapshotSource(snapshots) { [project, target] file in try await project.open(file, for: target, .read).engine }
    }
}
