import Diagnostics

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
}
