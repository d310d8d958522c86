import Diagnostics
import Foundation
import HTTPClient
import JSON
import Subprocesses

/// Whether a page answers: `weir serve` of the judged tree on a free port, asked for the page and its data.
///
/// The page answers 200, every query answers without an error, and each query that a chart draws has rows. Whether marks
/// stand on the screen is what the browser tests ask.
struct PageCheck {
    private let name: String
    private let slot: URL
    private let weir: [String]
    private let program: BoundedProgram

    init(_ name: String, slot: URL, weir: [String], _ program: BoundedProgram) {
        (self.name, self.slot, self.weir, self.program) = (name, slot, weir, program)
    }

    func run() async throws -> CheckResult {
        let server = try program.start(weir + ["serve", "--port", "0", "--json"])
        let result = await answer(of: server)
        server.send(SIGTERM)
        _ = await server.waitForEnd()
        BoundedProgram.endGroup(of: server)
        return try result.get()
    }

    private func answer(of server: Subprocess) async -> Result<CheckResult, any Error> {
        do {
            guard let address = try await address(of: server) else {
                return .success(.failed("weir serve did not begin", server.output + server.messages))
            }
            return .success(try await judge(address))
        } catch { return .failure(error) }
    }

    /// Waits until the server says where it is; nil when it ends or says nothing in time.
    private func address(of server: Subprocess) async throws -> String? {
        for _ in 0..<Int(program.timeoutSeconds * 20) {
            if let text = (try? JSONValue.parse(server.output))?["address"]?.string { return text }
            if server.ending != nil { return nil }
            try await Task.sleep(for: .milliseconds(50))
        }
        return nil
    }

    private func judge(_ address: String) async throws -> CheckResult {
        var fetcher = HTTPFetcher(try CurlTransport(environment: [:]))
        fetcher.retry = HTTPRetry(attempts: 1)
        let answers = { (path: String) async throws -> HTTPResponse? in
            guard let url = URL(string: address + path) else { return nil }
            do { return try await fetcher.send(HTTPRequest(url, refusesHTML: false)) } catch let error as WeirError {
                return HTTPResponse(status: 0, body: Array(error.message.utf8), url: url)
            }
        }
        let page = try await answers(name == "index" ? "/" : "/\(name)")
        guard page?.status == 200 else { return .failed("the page does not answer 200", page?.text ?? "") }
        let data = try await answers("/api/pages/\(name)")
        guard data?.status == 200, let text = data?.text, let view = try? JSONValue.parse(text) else {
            return .failed("the page's data does not answer 200", data?.text ?? "")
        }
        let results = view["results"]?.object?.pairs ?? []
        let broken = results.filter { $0.value["error"] != nil }.map { $0.key }
        guard broken.isEmpty else { return .failed("queries fail: \(broken.joined(separator: ", "))") }
        let file = slot.appending(path: "Modules/Serve/Pages/\(name).md")
        let drawn = Self.chartQueries(in: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
        let empty = drawn.filter { query in
            results.first { $0.key == query }.map { Self.rowCount($0.value) == 0 } ?? true
        }
        guard empty.isEmpty else { return .failed("charts without rows: \(empty.sorted().joined(separator: ", "))") }
        return .passed("\(results.count) queries answer, \(drawn.count) feed charts")
    }

    private static func rowCount(_ result: JSONValue) -> Int { (result.array ?? result["rows"]?.array)?.count ?? 0 }

    /// The queries that the charts of a page draw.
    static func chartQueries(in page: String) -> Set<String> {
        var isInChart = false
        var queries: Set<String> = []
        for line in page.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("```") {
                isInChart = !isInChart && line.hasPrefix("```chart")
            } else if isInChart, let match = line.wholeMatch(of: /\s*(?:data|query):\s*["']?([A-Za-z0-9_]+)["']?\s*/) {
                queries.insert(String(match.1))
            }
        }
        return queries
    }
}
