import Diagnostics
import Foundation
import HTTPClient
import JSON
import Subprocesses

/// Whether a page answers: `weir serve` of the judged tree on a free port, asked for the page and its data.
///
/// The page answers 200, every query answers without an error, and the picture of each chart has a mark that can be seen.
struct PageCheck {
    /// The largest page, data or picture that is taken.
    private static let largestBytes = 64 << 20

    private let name: String
    private let weir: [String]
    private let program: BoundedProgram

    init(_ name: String, weir: [String], _ program: BoundedProgram) {
        (self.name, self.weir, self.program) = (name, weir, program)
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
        let transport = try CurlTransport(environment: [:])
        let answers = { (path: String) async throws -> HTTPResponse? in
            guard !path.isEmpty, let url = URL(string: address + path) else { return nil }
            do {
                let target = HTTPBodyTarget.memory(limitBytes: Self.largestBytes)
                return try await transport.perform(HTTPRequest(url), into: target) { _, _ in }
            } catch let error as WeirError {
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
        guard let charts = view["charts"]?.array else {
            return .failed("weir serve of this tree does not say which charts a page has")
        }
        var blank: [String] = []
        for chart in charts {
            let answer = try await answers(chart["picture"]?.string ?? "")
            switch Self.drawn(answer) {
            case .marks(let count) where count > 0: continue
            case .marks: blank.append("\(Self.name(chart)) draws no mark")
            case .nothing(let reason): blank.append("\(Self.name(chart)): \(reason)")
            case .noPainter(let reason): return .failed(reason, answer?.text ?? "", isSettled: true)
            }
        }
        guard blank.isEmpty else { return .failed("charts draw nothing: \(blank.joined(separator: "; "))") }
        return .passed("\(results.count) queries answer, \(charts.count) charts draw marks")
    }

    /// What became of a chart's picture.
    private enum Drawing {
        case marks(Int)
        case nothing(String)
        /// Nothing on this machine draws.
        case noPainter(String)
    }

    private static func drawn(_ answer: HTTPResponse?) -> Drawing {
        guard let answer else { return .nothing("it has no address") }
        if answer.status == 200 { return .marks(SVGMarks(answer.text).count) }
        let error = (try? JSONValue.parse(answer.text))?["error"]
        let reason = error?["message"]?.string ?? "its picture answers \(answer.status)"
        guard answer.status == 503 else { return .nothing(reason) }
        return .noPainter([reason, error?["hint"]?.string].compactMap { $0 }.joined(separator: "; "))
    }

    private static func name(_ chart: JSONValue) -> String {
        [chart["title"]?.string, chart["id"]?.string.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
    }
}
