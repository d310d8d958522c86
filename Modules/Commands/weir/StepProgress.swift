import Diagnostics
import Foundation
import JSON
import Synchronization
import Terminal

/// Shows the events of a run on a terminal: one line per step while it works, then what it brought.
final class StepProgress: EventSink {
    private struct Line {
        var startedAt: Date
        var detail = ""
    }

    private let board: ProgressBoard
    private let lines = Mutex<[String: Line]>([:])

    /// A display on this board.
    init(on board: ProgressBoard) { self.board = board }

    func send(_ event: Event) {
        guard let step = event.fields["step"]?.string else {
            // How a run ended is what the command says at last.
            let isNews = event.level >= .warning && event.name != "run.finished" || event.name == "run.waiting"
            if isNews { board.say(event.message) }
            return
        }
        switch event.name {
        case "step.started": begin(step, at: event.time)
        case "step.finished": finish(step, event)
        case "step.retry": board.say(event.message)
        default: move(step, event)
        }
    }

    private func begin(_ step: String, at time: Date) {
        lines.withLock { $0[step] = Line(startedAt: time) }
        board.update(step, "  \(step)")
    }

    private func move(_ step: String, _ event: Event) {
        let line = lines.withLock { lines -> Line? in
            if event.level != .progress { lines[step]?.detail = event.message.prefixLine }
            return lines[step]
        }
        guard let line else { return }
        let seconds = event.time.timeIntervalSince(line.startedAt)
        if event.level == .progress {
            let phase = event.fields["phase"]?.string.map { ", \($0)" } ?? ""
            let progress = Progress(
                "  \(step)\(phase)", bytes: event.fields["bytes"]?.integer,
                totalBytes: event.fields["total_bytes"]?.integer, rows: event.fields["rows"]?.integer,
                elapsedSeconds: seconds)
            board.update(step, progress)
        } else {
            board.update(step, "  \(step)  \(Quantity.seconds(seconds))  \(line.detail)")
        }
    }

    private func finish(_ step: String, _ event: Event) {
        lines.withLock { $0[step] = nil }
        let status = event.fields["status"]?.string ?? ""
        let mark = status == "succeeded" ? "✓" : status == "skipped" ? "-" : "✗"
        let seconds = event.fields["seconds"]?.double.map { "  " + Quantity.seconds($0) } ?? ""
        let rows = event.fields["rows"]?.integer.map { "  " + Quantity.count($0, "row") } ?? ""
        board.update(step, "\(mark) \(step)\(seconds)\(rows)", atOnce: true)
    }
}

extension String {
    /// The first line of the text.
    fileprivate var prefixLine: String { String(prefix { $0 != "\n" }) }
}
