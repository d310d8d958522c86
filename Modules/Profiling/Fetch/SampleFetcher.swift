import Diagnostics
import Foundation
import HTTPClient

/// Gets a sample from an address into the work folder, within bounds of bytes and time.
struct SampleFetcher: Sendable {
    static let limitSeconds = 900.0

    let fetcher: HTTPFetcher

    init(_ transport: any HTTPTransport, clock: any WallClock, events: any EventSink) {
        fetcher = HTTPFetcher(transport, retry: HTTPRetry(attempts: 2), clock: clock, events: events)
    }

    /// The file, and what people call it.
    func fetch(_ url: URL, into folder: WorkFolder) async throws -> (file: URL, shown: String) {
        let name = Self.name(url)
        let file = folder.url.appending(path: "fetched")
        var request = HTTPRequest(url, headers: ["Accept": "*/*"])
        request.fileLimitBytes = folder.room
        do { _ = try await fetcher.download(request, to: file, limitSeconds: Self.limitSeconds) } catch {
            throw WeirError(wrapping: error).asWrongCall
        }
        return (file, name)
    }

    /// The last part of the path, where it has one; else the host.
    private static func name(_ url: URL) -> String {
        let last = url.lastPathComponent
        let name = last.isEmpty || last == "/" ? url.host ?? "sample" : last
        return DisplayText.shown(name)
    }
}
