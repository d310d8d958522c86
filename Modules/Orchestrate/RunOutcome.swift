import Diagnostics
import Foundation
import JSON
import RunStore

/// A step that failed, with its whole error: place, notes and hint.
public struct StepFailure: Sendable, Hashable {
    /// The step's name.
    public var step: String
    /// Why it failed at last.
    public var error: WeirError

    /// A failure from its parts.
    public init(step: String, error: WeirError) { (self.step, self.error) = (step, error) }
}

/// How a run ended.
public struct RunOutcome: Sendable, Hashable {
    /// The run and its steps, as they are kept.
    public var details: RunDetails
    /// The steps that failed in this process, in the order in which they did.
    public var failures: [StepFailure]

    /// An outcome from its parts.
    public init(details: RunDetails, failures: [StepFailure]) { (self.details, self.failures) = (details, failures) }

    /// The exit code of a program that ran it: 0 succeeded, 1 failed, 130 interrupted.
    public var exitCode: Int32 {
        switch details.run.status {
        case .succeeded: 0
        case .interrupted: 130
        case .failed, .running: 1
        }
    }
}

/// The events at the two ends of a run.
struct RunEvents {
    let run: Run
    let sink: any EventSink
    let clock: any WallClock

    func started(steps: Int, of all: Int) {
        let verb = run.resumes > 0 ? "resumed" : "started"
        send("run.started", "run \(run.id) of '\(run.request.pipeline)' \(verb): \(steps) of \(all) steps to do") {
            $0["steps"] = .integer(Int64(steps))
            $0["resumes"] = .integer(Int64(run.resumes))
        }
    }

    func finished(_ status: RunStatus, _ error: WeirError?) {
        let level: Event.Level = status == .succeeded ? .info : status == .interrupted ? .warning : .error
        send("run.finished", "run \(run.id) of '\(run.request.pipeline)' \(status.rawValue)", level) {
            $0["status"] = .string(status.rawValue)
            $0["seconds"] = .number(clock.now.timeIntervalSince(run.startedAt))
            $0["error"] = error?.json
        }
    }

    private func send(
        _ name: String, _ message: String, _ level: Event.Level = .info, _ fill: (inout JSONObject) -> Void
    ) {
        var fields: JSONObject = ["pipeline": .string(run.request.pipeline), "target": .string(run.request.target)]
        fill(&fields)
        sink.send(Event(name, message, at: clock.now, level: level, fields: fields))
    }
}
