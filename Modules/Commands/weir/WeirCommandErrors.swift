import Diagnostics
import RunStore
import Warehouse

/// All wording of the program's own errors.
extension WeirError {
    static func noRunYet(_ id: String) -> WeirError {
        WeirError(
            "weir.no_run_yet", "there is no run '\(id)': nothing ran in this project yet",
            hint: "start one with `weir run PIPELINE`", kind: .usage)
    }

    static func badNow(_ text: String) -> WeirError {
        WeirError(
            "weir.bad_now", "WEIR_NOW is '\(text)', which is no moment in UTC",
            hint: "write it like 2024-07-01T06:00:00Z, or unset it: then the machine's clock counts", kind: .usage)
    }

    static func missingParts(_ names: [String]) -> WeirError {
        WeirError(
            "weir.missing_parts", "missing: \(names.joined(separator: ", "))",
            hint: "each line above says how to get what is missing", kind: .failure)
    }

    static func onlyInWarehouse(_ table: TableName, target: String) -> WeirError {
        WeirError(
            "weir.only_in_warehouse",
            "the table '\(table)' is in the warehouse of '\(target)', not in the published snapshot",
            hint: "ask the warehouse itself with `--live`, or add its schema to `publish:` in weir.yml", kind: .usage)
    }

    static func csvAndJSON() -> WeirError {
        WeirError(
            "weir.csv_and_json", "--csv and --json exclude each other", hint: "leave one of them out", kind: .usage)
    }

    static func commandFailed(_ words: [String], ending: String, lines: [String]) -> WeirError {
        WeirError(
            "weir.command_failed", "'\(words.joined(separator: " "))' ended with \(ending)",
            hint: "run it by hand in the project's folder", notes: lines)
    }

    static func runEnded(_ run: Run) -> WeirError {
        WeirError(
            "weir.run_failed", "run \(run.id) \(run.status.rawValue)",
            hint: "look at it with `weir runs show \(run.id)`")
    }

    static func otherTarget(_ run: String, target: String) -> WeirError {
        WeirError(
            "weir.other_target", "run '\(run)' belongs to the target '\(target)'",
            hint: "add `--target \(target)`", kind: .usage)
    }

    static func transformFailed(_ summary: String) -> WeirError {
        WeirError("weir.transform_failed", summary, hint: "`weir transform build` shows each failure")
    }

    static func noSource(_ name: String, known: [String]) -> WeirError {
        let near = NearMiss.question(name, in: known).map { $0 + " " } ?? ""
        return WeirError(
            "weir.no_source",
            "weir.yml has settings for a source '\(name)', which Modules/Ingest/Sources does not have",
            hint: near + "sources: \(known.joined(separator: ", "))", kind: .usage)
    }

    static func suiteOrAll(isBoth: Bool) -> WeirError {
        WeirError(
            "weir.suite_or_all",
            isBoth ? "a suite and --all exclude each other" : "'weir check' needs a suite or --all",
            hint: "`weir check bike_trips`, or `weir check --all`", kind: .usage)
    }

    static func planAndReport() -> WeirError {
        WeirError(
            "weir.plan_and_report", "--plan and --report exclude each other",
            hint: "a report is about checks that ran: leave --plan out", kind: .usage)
    }

    static func notAPipeline(_ run: String, command: String) -> WeirError {
        WeirError(
            "weir.not_a_pipeline", "run '\(run)' was the work of one command, which has no step to go on from",
            hint: "call `weir \(command)` again", kind: .usage)
    }
}
