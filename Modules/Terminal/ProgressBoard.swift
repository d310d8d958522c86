import Diagnostics
import Foundation
import Synchronization

/// How far a piece of work is.
public struct Progress: Sendable, Hashable {
    /// What is worked on.
    public var label: String
    /// Bytes done.
    public var bytes: Int64?
    /// Bytes in all, where that is known.
    public var totalBytes: Int64?
    /// Rows done.
    public var rows: Int64?
    /// Seconds since the beginning.
    public var elapsedSeconds: Double

    /// A state of work.
    public init(
        _ label: String, bytes: Int64? = nil, totalBytes: Int64? = nil, rows: Int64? = nil, elapsedSeconds: Double = 0
    ) {
        self.label = label
        self.bytes = bytes
        self.totalBytes = totalBytes
        self.rows = rows
        self.elapsedSeconds = elapsedSeconds
    }

    /// One line: label, bytes, rows, rate, time left; what is not known is left out.
    public var text: String {
        var parts: [String] = []
        if let bytes {
            parts.append(Quantity.bytes(bytes) + (totalBytes.map { " of \(Quantity.bytes($0))" } ?? ""))
        }
        if let rows { parts.append(Quantity.count(rows, "row")) }
        if elapsedSeconds >= 0.1 {
            if let rows {
                parts.append("\(Quantity.count(Int64(Double(rows) / elapsedSeconds))) rows/s")
            } else if let bytes {
                parts.append("\(Quantity.bytes(Int64(Double(bytes) / elapsedSeconds)))/s")
            }
        }
        if let left = secondsLeft { parts.append("\(Self.whole(left)) left") }
        if parts.isEmpty, elapsedSeconds >= 1 { parts.append(Self.whole(elapsedSeconds)) }
        return ([label] + parts).joined(separator: "  ")
    }

    /// Whole seconds: nobody reads hundredths of a figure that moves.
    private static func whole(_ seconds: Double) -> String {
        seconds < 59.5 ? "\(Int(seconds.rounded())) s" : Quantity.seconds(seconds)
    }

    /// The time left, when bytes go on as until now.
    var secondsLeft: Double? {
        guard let bytes, let totalBytes, bytes > 0, bytes < totalBytes, elapsedSeconds >= 0.5 else { return nil }
        return (elapsedSeconds * Double(totalBytes - bytes) / Double(bytes)).rounded(.up)
    }
}

/// Lines at the foot of the terminal that are redrawn while work goes on, one for each piece of work; silent elsewhere.
public final class ProgressBoard: Sendable {
    private struct State {
        var lines: [(key: String, text: String)] = []
        var drawn = 0
        var drawnAt = Date.distantPast
    }

    private let console: Console
    private let clock: any WallClock
    private let state = Mutex(State())

    /// A board on the console's messages; at most ten drawings a second by `clock`.
    public init(on console: Console, clock: any WallClock = SystemWallClock()) {
        self.console = console
        self.clock = clock
    }

    /// Shows how far the work `key` is.
    public func update(_ key: String, _ progress: Progress) { update(key, progress.text) }

    /// Shows `line` for the work `key`; `atOnce` draws it at once, however short ago the last drawing was.
    public func update(_ key: String, _ line: String, atOnce: Bool = false) {
        guard console.drawsProgress else { return }
        state.withLock { state in
            let isNew = !state.lines.contains { $0.key == key }
            if isNew { state.lines.append((key, line)) }
            state.lines = state.lines.map { $0.key == key ? (key, line) : $0 }
            let now = clock.now
            guard isNew || atOnce || now.timeIntervalSince(state.drawnAt) >= 0.1 else { return }
            state.drawnAt = now
            redraw(&state, above: nil)
        }
    }

    /// Takes the work `key` off the board and leaves `line` in its place, above what still runs.
    public func finish(_ key: String, _ line: String?) {
        guard console.drawsProgress else { return }
        state.withLock { state in
            state.lines.removeAll { $0.key == key }
            redraw(&state, above: line)
        }
    }

    /// Writes a remark above the board; where nothing is drawn it is a plain message.
    public func say(_ line: String) {
        guard console.drawsProgress else { return console.note(line) }
        state.withLock { redraw(&$0, above: line) }
    }

    /// Takes everything off the board.
    public func clear() {
        guard console.drawsProgress else { return }
        state.withLock { state in
            state.lines = []
            redraw(&state, above: nil)
        }
    }

    private func redraw(_ state: inout State, above line: String?) {
        var text = state.drawn == 0 ? "" : "\u{1B}[\(state.drawn)A"
        text += "\r\u{1B}[J"
        if let line { text += line + "\n" }
        for (_, line) in state.lines { text += line.printable.truncated(to: console.messageWidth - 1) + "\n" }
        state.drawn = state.lines.count
        console.draw(text)
    }
}
