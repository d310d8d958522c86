import Diagnostics

extension WeirError {
    static func stateNewer(file: String, found: Int, known: Int) -> WeirError {
        WeirError(
            "state.newer", "'\(file)' was written by a newer weir (version \(found); this one knows \(known))",
            hint: "update this checkout and build it, or move the file away to begin a new history", kind: .usage)
    }

    static func stateMissing(file: String) -> WeirError {
        WeirError(
            "state.missing", "there is no '\(file)' yet: nothing has been run", hint: "start with `weir run city_bikes`"
        )
    }

    static func unknownRun(_ id: String, known: [String]) -> WeirError {
        WeirError(
            "state.unknown_run",
            known.isEmpty ? "there is no run '\(id)': nothing has been run" : "there is no run '\(id)'",
            hint: NearMiss.question(id, in: known) ?? "`weir runs` lists them", kind: .usage)
    }

    static func ambiguousRun(_ id: String, matches: [String]) -> WeirError {
        WeirError(
            "state.ambiguous_run", "'\(id)' is the beginning of \(matches.count) runs", hint: "write more of it",
            notes: matches, kind: .usage)
    }

    static func runNotResumable(_ id: RunID, status: RunStatus) -> WeirError {
        let (reason, hint) =
            status == .running
            ? ("it still runs", "wait for it, or stop its process first")
            : ("it succeeded", "start a new one with `weir run`")
        return WeirError("state.not_resumable", "run \(id) cannot be resumed: \(reason)", hint: hint, kind: .usage)
    }

    static func runLost(_ id: RunID) -> WeirError {
        WeirError(
            "state.run_lost", "run \(id) is not in the state file any more",
            hint: "the file was moved away or pruned while the run went on; start the run again")
    }

    static func slotTaken(pipeline: String, slot: String) -> WeirError {
        WeirError("state.slot_taken", "the slot \(slot) of '\(pipeline)' was already run or skipped")
    }
}
