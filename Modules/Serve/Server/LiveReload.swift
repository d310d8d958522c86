import Diagnostics
import HTTPServer
import Synchronization

/// Tells open pages when a page's file, the snapshot or the state of the runs changed.
final class LiveReload: Sendable {
    private let streams = Mutex<[EventStream]>([])

    /// The stream of events for one browser: `page` (a file changed) and `data` (there is a newer snapshot or run).
    var route: Route {
        .get("/events") { [self] _ in
            let stream = EventStream()
            streams.withLock { open in
                open.removeAll(where: \.isClosed)
                open.append(stream)
            }
            stream.send(event: "hello", data: "")
            return .events(stream)
        }
    }

    /// Watches until the task is cancelled: looks every `everySeconds` and tells what differs from the last look.
    func watch(
        pages: PageLibrary, source: any PublishedSource, notices: RunNotices, clock: any WallClock, everySeconds: Double
    ) async throws {
        var last = await look(pages, source, notices)
        while true {
            try await clock.sleep(seconds: everySeconds)
            // Nobody listens: nothing is looked at, and whoever comes next loads everything anew.
            guard hasListeners else { continue }
            let now = await look(pages, source, notices)
            if now.pages != last.pages { tell("page") } else if now != last { tell("data") }
            last = now
        }
    }

    private struct Look: Equatable {
        var pages: [String: PageLibrary.Stamp]?
        var snapshot: String?
        var notice: RunNotice?
    }

    /// What could not be read counts as nothing; the page itself shows the error.
    private func look(_ pages: PageLibrary, _ source: any PublishedSource, _ notices: RunNotices) async -> Look {
        Look(
            pages: try? await offload { try pages.stamps() }, snapshot: try? await source.current()?.id,
            notice: await notices.current())
    }

    private var hasListeners: Bool {
        streams.withLock { open in
            open.removeAll(where: \.isClosed)
            return !open.isEmpty
        }
    }

    private func tell(_ event: String) {
        for stream in streams.withLock({ $0 }) { stream.send(event: event, data: "") }
    }
}
