extension RotRule {
    /// Every task has a check of its own.
    static let tasksWithoutCheck = eachSpec { spec, _ in
        spec.tasks.filter(\.checks.isEmpty).map {
            Diagnostic(.noCheck(of: $0.id, at: $0.document.place(ofKey: "verify", or: "id")))
        }
    }
}
