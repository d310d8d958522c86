import Diagnostics
import Foundation
import HTTPClient
import JSON
import Terminal
import Testing

@testable import WeirCommand

@Suite struct ServeCommandTests {
    /// Text that somebody waits for.
    private final class Awaited: TextSink {
        private let stream: AsyncStream<String>
        private let continuation: AsyncStream<String>.Continuation

        init() { (stream, continuation) = AsyncStream.makeStream() }

        func write(_ text: String) { continuation.yield(text) }

        /// The first text that was written.
        func first() async -> String? { await stream.first { _ in true } }
    }

    @Test func theDashboardIsServedUntilItIsStopped() async throws {
        let fixture = try WeirFixture()
        let output = Awaited()
        let console = Console(output: output, messages: CollectedText())
        let serving = Task { await fixture.call(["serve", "--port", "0", "--json"], on: console) }
        let first = try #require(await output.first())
        let address = try #require(try JSONValue.parse(first)["address"]?.string)
        let transport = try CurlTransport(environment: [:])
        let url = try #require(URL(string: address + "/healthz"))
        let answer = try await HTTPFetcher(transport).send(HTTPRequest(url))
        #expect(answer.status == 200)
        serving.cancel()
        #expect(await serving.value == 0)
    }

    @Test(arguments: [
        ("serve --port 65536", "--port cannot be '65536'"), ("serve --port x", "--port cannot be 'x'"),
        ("serve --host 0.0.0.0 --port 0", "token"),
    ])
    func wrongCallsAreSaid(line: String, message: String) async throws {
        let call = try await WeirFixture().call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message))
    }
}
