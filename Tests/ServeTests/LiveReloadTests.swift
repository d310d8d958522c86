import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import HTTPServer
@testable import Serve

@Suite struct LiveReloadTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "weir-live-\(UUID().uuidString)")

    /// A source whose snapshot can be replaced.
    private final class ChangingSource: PublishedSource {
        let data = Mutex<PublishedData?>(nil)
        func current() -> PublishedData? { data.withLock { $0 } }
    }

    private func write(_ name: String, _ text: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: name), options: .atomic)
    }

    /// What the stream holds once it holds `text`.
    private func wait(for text: String, in stream: EventStream) async throws -> String {
        var all = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        try await waitUntil("'\(text)' comes after '\(all)'") {
            let count = buffer.withUnsafeMutableBytes { stream.read(into: $0) }
            if count > 0 { all += String(decoding: buffer.prefix(count), as: UTF8.self) }
            return all.contains(text)
        }
        return all
    }

    @Test func pagesHearOfChangedFilesAndNewData() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("index.md", "---\ntitle: One\n---\n")
        let (live, source) = (LiveReload(), ChangingSource())
        let answer = try await Router(routes: [live.route]).answer(WebRequest("GET", "/events"))
        guard case .events(let stream) = answer.body else {
            Issue.record("no stream")
            return
        }
        let clock = ManualClock()
        let library = PageLibrary(folder, shownAs: "Pages")
        let watching = Task {
            try await live.watch(
                pages: library, source: source, notices: RunNotices(state: nil, target: "dev"), clock: clock,
                everySeconds: 1)
        }
        defer { watching.cancel() }
        #expect(try await wait(for: "event: hello", in: stream).contains("event: hello\ndata: \n\n"))
        // The first wait comes after the first look, which later ones are compared with.
        try await waitUntil("the watcher has looked") { !clock.waitsSeconds.isEmpty }
        try write("other.md", "---\ntitle: Two\n---\n")
        #expect(try await !wait(for: "event: page", in: stream).contains("event: data"))
        let fixture = try await ServeFixture(withRuns: false)
        source.data.withLock { $0 = fixture.data }
        #expect(try await wait(for: "event: data", in: stream).contains("event: data\ndata: \n\n"))
        watching.cancel()
        stream.close()
        await #expect(throws: CancellationError.self) { try await watching.value }
    }
}
