import DurableFiles
import Foundation
import Testing

@testable import Awos

/// The check of a page against a server that answers what is written here.
@Suite struct PageCheckTests {
    static let server = """
        import http.server, json, sys
        answers = json.load(open("answers.json"))
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                status, text = answers.get(self.path, [404, "{}"])
                self.send_response(status); self.end_headers(); self.wfile.write(text.encode())
            def log_message(self, *words): pass
        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        print(json.dumps({"address": "http://127.0.0.1:%d" % server.server_port}), flush=True)
        server.serve_forever()
        """
    static let drawn =
        ##"<svg><g class="mark-rect role-mark marks"><path d="M0,0h135v100h-135Z" fill="#4c78a8"/></g></svg>"##
    static let blank =
        ##"<svg><g class="mark-rect role-mark marks"><path d="M0,9h135v0h-135Z" fill="#4c78a8"/></g></svg>"##
    static let data =
        #"{"results": {"rain": {"rows": []}}, "charts": [{"id": "chart-1", "title": "Rain", "picture": "/p/1"}]}"#

    @Test(
        arguments: [
            ([:], nil),
            (["/p/1": (200, blank)], "charts draw nothing: Rain (chart-1) draws no mark"),
            (["/p/1": (404, #"{"error": {"message": "there are no rows"}}"#)], "Rain (chart-1): there are no rows"),
            (["/p/1": (500, "")], "Rain (chart-1): its picture answers 500"),
            (
                ["/p/1": (503, #"{"error": {"message": "nothing draws", "hint": "run `make setup`"}}"#)],
                "nothing draws; run `make setup`"
            ),
            (["/air": (500, "")], "the page does not answer 200"),
            (["/api/pages/air": (500, "{}")], "the page's data does not answer 200"),
            (["/api/pages/air": (200, #"{"results": {"rain": {"error": {}}}, "charts": []}"#)], "queries fail: rain"),
            (["/api/pages/air": (200, #"{"results": {}}"#)], "does not say which charts a page has"),
        ] as [([String: (Int, String)], String?)])
    func everyChartHasToDrawMarks(changed: [String: (Int, String)], reason: String?) async throws {
        let folder = try TemporaryDirectory(prefix: "weir-page")
        let usual = ["/air": (200, "<html>"), "/api/pages/air": (200, Self.data), "/p/1": (200, Self.drawn)]
        let answers = usual.merging(changed) { $1 }.mapValues { [$0.0, $0.1] as [Any] }
        let text = String(decoding: try JSONSerialization.data(withJSONObject: answers), as: UTF8.self)
        try folder.write(text, to: "answers.json")
        try folder.write(Self.server, to: "serve.py")
        let program = BoundedProgram(
            in: folder.url, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"], timeoutSeconds: 60)
        let result = try await PageCheck("air", weir: ["python3", "serve.py"], program).run()
        #expect(result.outcome == (reason == nil ? .passed : .failed), "\(result)")
        #expect(result.reason.contains(reason ?? "1 queries answer, 1 charts draw marks"), "\(result.reason)")
    }

    @Test func aServerThatDoesNotBeginIsSaid() async throws {
        let folder = try TemporaryDirectory(prefix: "weir-page")
        let program = BoundedProgram(in: folder.url, environment: ["PATH": "/usr/bin:/bin"], timeoutSeconds: 60)
        let result = try await PageCheck("air", weir: ["false"], program).run()
        #expect(result.outcome == .failed && result.reason == "weir serve did not begin")
    }
}
