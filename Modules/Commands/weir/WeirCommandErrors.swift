import Diagnostics
import Warehouse

/// All wording of the program's own errors.
extension WeirError {
    static func noRunYet(_ id: String) -> WeirError {
        WeirError(
            "weir.no_run_yet", "there is no run '\(id)': nothing ran in this project yet",
            hint: "start one with `weir run PIPELINE`", kind: .usage)
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
}
