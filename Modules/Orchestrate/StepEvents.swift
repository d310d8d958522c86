import Diagnostics
import Foundation
import JSON
import RunStore

/// The events of one step of a run.
struct StepEvents {
    let step: Step
    let sink: any EventSink
    let clock: any WallClock
    let begunAt: Date

    func started(attempt: Int) {
        send("step.started", "\(step.name) started") { $0["attempt"] = .integer(Int64(attempt)) }
    }

    func retry(after error: WeirError, seconds: Double, attempt: Int) {
        let pause = String(format: "%.1f", seconds)
        send("step.retry", "\(step.name) is tried again in \(pause) s: \(error.message)", .warning) {
            $0["attempt"] = .integer(Int64(attempt))
            $0["pause_seconds"] = .number(seconds)
            $0["error"] = error.json
        }
    }

    func finished(
        _ status: StepStatus, result: StepResult = StepResult(), error: WeirError? = nil, reason: String? = nil
    ) {
        let tail = [result.summary, error?.message, reason].compactMap { $0 }.first.map { ": " + $0 } ?? ""
        let level: Event.Level = status == .succeeded ? .info : status == .failed ? .error : .warning
        send("step.finished", "\(step.name) \(status.rawValue)\(tail)", level) {
            $0["status"] = .string(status.rawValue)
            $0["seconds"] = status == .skipped ? nil : .number(clock.now.timeIntervalSince(begunAt))
            $0["rows"] = result.rows.map { .integer(Int64($0)) }
            $0["artifacts"] = result.artifacts.isEmpty ? nil : .array(result.artifacts.map(JSONValue.string))
            $0["reason"] = reason.map(JSONValue.string)
            $0["error"] = error?.json
        }
    }

    private func send(
        _ name: String, _ message: String, _ level: Event.Level = .info, _ fill: (inout JSONObject) -> Void
    ) {
        var fields: JSONObject = ["step": .string(step.name), "kind": .string(step.kind.rawValue)]
        fill(&fields)
        sink.send(Event(name, message, at: clock.now, level: level, fields: fields))
    }
}
