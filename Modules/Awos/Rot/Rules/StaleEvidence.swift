extension RotRule {
    /// What was proved of an open spec still is: nothing that the answer depends on has changed.
    static let staleEvidence = eachSpec { spec, world in
        guard !spec.isMerged else { return [] }
        let evidence = spec.standingEvidence
        let stale = { (check: Check, subject: String, task: TaskFile?) -> Bool in
            guard let last = evidence.last(check, of: subject), last.outcome == .passed,
                let now = world.digests.inputs(check, spec, task)
            else { return false }
            return last.inputs != now
        }
        let criteria = (spec.spec?.criteria ?? []).flatMap { criterion in
            criterion.checks.filter { stale($0, "\(spec.folder.number)/\(criterion.id)", nil) }.map {
                Diagnostic(
                    .staleEvidence(
                        criterion.id, $0, at: criterion.location, verify: "awos verify \(spec.folder.number)"))
            }
        }
        let states = spec.states
        return criteria
            + spec.tasks.filter { states[$0.id]?.isDone == true }.flatMap { task in
                task.checks.filter { stale($0, "\(task.id)", task) }.map {
                    Diagnostic(
                        .staleEvidence(
                            "\(task.id)", $0, at: task.document.place(ofKey: "id"),
                            verify: "awos verify \(spec.folder.number)"))
                }
            }
    }
}
