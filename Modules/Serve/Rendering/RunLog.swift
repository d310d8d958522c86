import Diagnostics
import Foundation
import JSON

/// The end of one run's log, out of `runs.jsonl`.
struct RunLog: Sendable {
    struct Line: Sendable, Hashable {
        let time: String
        let level: String
        let message: String
    }

    let run: String
    let lines: [Line]

    /// How much of the log is read, from its end, and how many lines are shown.
    private static let readBytes = 8 << 20
    private static let shownLines = 400

    /// Reads the lines of a run; none when there is no log.
    static func read(_ file: URL, run: String) async throws -> RunLog {
        let bytes = try await offload { try LogTail.read(file, bytes: readBytes) }
        // A cheap look first: parsing every line of a large log would take its time.
        let marker = Array("\"\(run)\"".utf8)
        var lines: [Line] = []
        for line in bytes.split(separator: 0x0A) where line.firstRange(of: marker) != nil {
            guard let event = try? JSONValue.parse(utf8: Array(line)), event["run"]?.string == run else { continue }
            lines.append(
                Line(
                    time: event["time"]?.string ?? "", level: event["level"]?.string ?? "",
                    message: event["message"]?.string ?? event["event"]?.string ?? ""))
        }
        return RunLog(run: run, lines: lines.suffix(shownLines))
    }

    var markup: Markup {
        let rows: [Markup] = lines.map { line in
            let clock = line.time.count >= 19 ? String(line.time.dropFirst(11).prefix(8)) : line.time
            return """
                <li class="level-\(line.level)"><time datetime="\(line.time)">\(clock)</time>\
                <span class="level">\(line.level)</span><span>\(line.message)</span></li>
                """
        }
        let body: Markup =
            rows.isEmpty
            ? "<p class=\"empty\">No lines for this run</p>" : "<ol class=\"scroll\" tabindex=\"0\">\(rows)</ol>"
        return """
            <section class="card log" id="log" data-block><header><h3>Log</h3><span class="quiet">\(run)</span></header>\
            \(body)</section>
            """
    }
}
