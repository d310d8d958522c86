import Diagnostics
import Foundation

extension WeirError {
    // MARK: Pipelines

    static func unknownPipeline(_ name: String, known: [String]) -> WeirError {
        WeirError(
            "pipeline.unknown", "there is no pipeline '\(name)'",
            hint: NearMiss.question(name, in: known) ?? "pipelines: \(known.joined(separator: ", "))", kind: .usage)
    }

    static func doubledPipeline(_ name: String) -> WeirError {
        WeirError("pipeline.doubled", "two pipelines are called '\(name)'", hint: "give one another name", kind: .usage)
    }

    static func noSteps(in pipeline: String) -> WeirError {
        WeirError("pipeline.no_steps", "pipeline '\(pipeline)' has no steps", hint: "add one", kind: .usage)
    }

    static func doubledStep(_ name: String, in pipeline: String) -> WeirError {
        WeirError(
            "pipeline.doubled_step", "two steps of pipeline '\(pipeline)' are called '\(name)'",
            hint: "give one another name with `.named(…)`", kind: .usage)
    }

    static func unknownStep(_ name: String, after step: String, in pipeline: String, known: [String]) -> WeirError {
        WeirError(
            "pipeline.unknown_step",
            "step '\(step)' of pipeline '\(pipeline)' waits for '\(name)', which is no step of it",
            hint: NearMiss.question(name, in: known) ?? "steps: \(known.joined(separator: ", "))", kind: .usage)
    }

    static func stepCycle(_ names: [String], in pipeline: String) -> WeirError {
        WeirError(
            "pipeline.cycle",
            "steps of pipeline '\(pipeline)' wait for each other: \(names.map { "'\($0)'" }.joined(separator: " → "))",
            hint: "take one of the names out of `.after(…)`", kind: .usage)
    }

    static func unknownName(
        _ name: String, _ word: String, step: String, in pipeline: String, known: [String]
    ) -> WeirError {
        let list = known.isEmpty ? "there are no \(word)s" : "\(word)s: \(known.sorted().joined(separator: ", "))"
        return WeirError(
            "pipeline.unknown_name",
            "step '\(step)' of pipeline '\(pipeline)' names \(word) '\(name)', which is not there",
            hint: NearMiss.question(name, in: known) ?? list, kind: .usage)
    }

    static func emptyCommand(in pipeline: String) -> WeirError {
        WeirError(
            "pipeline.empty_command", "a command of pipeline '\(pipeline)' has no words",
            hint: "write the program and its arguments: `.command([\"make\", \"report\"])`", kind: .usage)
    }

    static func badPolicy(step: String, in pipeline: String) -> WeirError {
        WeirError(
            "pipeline.bad_policy", "step '\(step)' of pipeline '\(pipeline)' can never run as it is told to",
            hint: "at least one attempt, no negative pause, a time-out above zero", kind: .usage)
    }

    func noted(pipeline: String) -> WeirError {
        var error = self
        error.notes.append("in pipeline '\(pipeline)'")
        return error
    }

    // MARK: Runs

    static func noFunction(_ kind: StepKind) -> WeirError {
        WeirError("run.no_function", "nothing here can run a step of kind '\(kind.rawValue)'")
    }

    static func stepTimedOut(_ step: String, seconds: Double) -> WeirError {
        WeirError(
            "run.step_timed_out", "step '\(step)' took longer than \(plain(seconds)) s",
            hint: "give it more time with `.timeout(seconds:)`, or look at what it waits for", isRetryable: true)
    }

    static func stepFailed(_ step: String, _ error: WeirError) -> WeirError {
        WeirError(error.code, "step '\(step)' failed: \(error.message)", hint: error.hint)
    }

    static func targetBusy(_ target: String, holder: WeirError) -> WeirError {
        WeirError(
            "run.target_busy", "another run holds the target '\(target)': \(holder.message)",
            hint: "wait until it ends, or leave out --no-wait to queue behind it", isRetryable: true)
    }

    static func definitionChanged(pipeline: String, run: String, notes: [String]) -> WeirError {
        WeirError(
            "run.definition_changed", "pipeline '\(pipeline)' changed since run \(run) stopped",
            hint: "start a new run with `weir run \(pipeline)`", notes: notes, kind: .usage)
    }

    // MARK: Schedules

    static func badCron(_ expression: String, _ message: String, at part: Substring, remark: String? = nil) -> WeirError
    {
        let column = expression.distance(from: expression.startIndex, to: part.startIndex)
        return WeirError(
            "schedule.bad_cron", "the schedule '\(expression)' cannot be read: \(message)",
            at: SourceLocation(
                file: "schedule", line: 1, column: column + 1, length: max(1, part.count), excerpt: expression,
                remark: remark),
            hint: "five fields: minute hour day month weekday, like `0 6 * * mon-fri`; or a word like `@daily`",
            kind: .usage)
    }

    static func badTimeOfDay(_ time: String) -> WeirError {
        WeirError(
            "schedule.bad_time", "'\(time)' is no time of day", hint: "write it as `06:00`, 00:00 to 23:59",
            kind: .usage)
    }

    static func unknownTimeZone(_ name: String) -> WeirError {
        WeirError(
            "schedule.unknown_time_zone", "there is no time zone '\(name)'",
            hint: NearMiss.question(name, in: TimeZone.knownTimeZoneIdentifiers)
                ?? "write it as `America/New_York` or `UTC`",
            kind: .usage)
    }

    static func nothingScheduled(pipelines: [String]) -> WeirError {
        WeirError(
            "schedule.nothing", "no pipeline has a schedule",
            hint: "add `schedule: .daily(at: \"06:00\")` to one of: \(pipelines.joined(separator: ", "))", kind: .usage)
    }

    private static func plain(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
