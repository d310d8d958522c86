import Diagnostics

/// The wording of what keeps work from being taken back.
extension WeirError {
    static func undoNeeded(_ task: TaskID, first: [TaskID]) -> WeirError {
        let names = first.map(\.description).joined(separator: ", ")
        return WeirError(
            "awos.undo_needed", "\(names) builds on \(task) and is done", hint: "take back \(names) first", kind: .usage
        )
    }

    static func nothingToUndo(_ subject: String, folder: SpecFolder) -> WeirError {
        WeirError(
            "awos.nothing_to_undo", "there is no work on \(subject) to take back",
            hint: "a spec that nobody wants is a folder to remove: \(folder.path)", kind: .usage)
    }

    static func undoConflict(_ commit: String, _ paths: [String]) -> WeirError {
        WeirError(
            "awos.undo_conflict",
            "\(commit.prefix(10)) cannot be taken back alone: later commits changed the same lines",
            hint: "do it by hand: git revert \(commit.prefix(10))", notes: Array(paths.prefix(10)))
    }

    static func noMainBranch() -> WeirError {
        WeirError(
            "awos.no_main_branch", "there is no branch main or master", hint: "make one: git branch main COMMIT",
            kind: .usage)
    }
}
