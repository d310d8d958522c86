import Diagnostics
import DurableFiles
import Foundation
import JSON
import RunStore

/// The report as one HTML file that needs nothing else: light and dark, no scripts, everything in it escaped.
///
/// It shows the keys of failing rows: it stays in the project's folder.
public struct ReportPage: Sendable {
    private let report: CheckReport
    private let history: CheckHistory
    private let target: String
    private let time: Date

    /// A page of a report.
    public init(_ report: CheckReport, history: CheckHistory = CheckHistory(), target: String, at time: Date) {
        (self.report, self.history, self.target, self.time) = (report, history, target, time)
    }

    /// Writes the page below a folder for reports (`.weir/target/quality`) as `<name>.html` and returns its place.
    public func write(in folder: URL, name: String) throws -> URL {
        try DurableFile.createFolder(folder)
        let file = try ConfinedRoot(folder).file(name + ".html")
        try DurableFile.write(html, to: file)
        return file
    }

    /// The page.
    public var html: String {
        let suites = Dictionary(grouping: report.results, by: \.suite)
        var seen: Set<String> = []
        let order = report.results.map(\.suite).filter { seen.insert($0).inserted }
        let sections = order.map { section($0, suites[$0] ?? []) }.joined(separator: "\n")
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>Data quality</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>Data quality</h1>
            <p class="\(report.errors.isEmpty ? "good" : "bad")">\(Self.escape(report.summary))</p>
            <p class="quiet">Target \(Self.escape(target)), checked at \(time.iso8601)</p>
            \(sections)
            </body>
            </html>

            """
    }

    private func section(_ suite: String, _ results: [CheckResult]) -> String {
        let rows = results.map(row).joined(separator: "\n")
        return """
            <h2>\(Self.escape(suite))</h2>
            <div class="wide"><table>
            <thead><tr><th>Check</th><th>Table</th><th>Expected</th><th>Found</th><th>Result</th><th>Last runs</th></tr></thead>
            <tbody>
            \(rows)
            </tbody>
            </table></div>
            """
    }

    private func row(_ result: CheckResult) -> String {
        let found = result.status == .broken ? result.message : result.observed
        let word = result.status == .failed && result.severity == .warning ? "warning" : result.status.rawValue
        return """
            <tr class="\(word)"><td>\(Self.escape(result.check))</td><td>\(Self.escape(result.table))</td>\
            <td>\(Self.escape(result.expected ?? ""))</td>\
            <td>\(Self.escape(found ?? ""))\(Self.keys(result.failingKeys))</td>\
            <td><b class="\(word)">\(word)</b></td><td>\(dots(history[result]))</td></tr>
            """
    }

    /// The last runs as marks, the oldest first.
    private func dots(_ statuses: [CheckResult.Status]) -> String {
        if statuses.isEmpty { return "" }
        let marks = statuses.reversed().map { "<i class=\"\($0.rawValue)\" title=\"\($0.rawValue)\"></i>" }.joined()
        return "<span class=\"dots\">\(marks)</span>"
    }

    private static func keys(_ keys: JSONValue) -> String {
        guard let rows = keys.array, !rows.isEmpty else { return "" }
        let lines = rows.map { "<li><code>\(escape($0.text()))</code></li>" }.joined()
        return
            "<details><summary>\(rows.count) failing \(rows.count == 1 ? "key" : "keys")</summary><ul>\(lines)</ul></details>"
    }

    static func escape(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    private static let style = """
        :root { color-scheme: light dark; --ink: #1b1f24; --page: #ffffff; --line: #d8dee4; --quiet: #59636e;
          --good: #1a7f37; --bad: #b3261e; --warn: #8a5a00; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6edf3; --page: #0d1117; --line: #30363d; --quiet: #9198a1;
            --good: #4ac26b; --bad: #ff8a80; --warn: #e3b341; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page); max-width: 72rem;
          margin: 2rem auto; padding: 0 1rem; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
        .quiet { color: var(--quiet); } p.good, b.passed { color: var(--good); }
        p.bad, b.failed, b.broken { color: var(--bad); } b.warning { color: var(--warn); }
        .dots { white-space: nowrap; } .dots i { display: inline-block; width: .5rem; height: .9rem; margin-right: 2px;
          background: var(--good); } .dots i.failed, .dots i.broken { background: var(--bad); }
        code { font-size: .9em; } ul { margin: .2rem 0; padding-left: 1.2rem; }
        """
}
